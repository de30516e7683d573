/**
 * A DOUBLE as DuckDB casts it to VARCHAR: the shortest digits that read back exactly, with an exponent below 10⁻⁴ and
 * from 10¹⁶ on.
 */
export function doubleText(value: number): string {
  return layOut(value, String(Math.abs(value)));
}

/** A FLOAT as DuckDB casts it to VARCHAR. Where two shortest texts are equally near, DuckDB writes one digit more. */
export function floatText(value: number): string {
  const size = Math.abs(value);
  let shortest = String(size);
  for (let digits = 1; digits <= 9; digits++) {
    const text = size.toPrecision(digits);
    if (Math.fround(Number(text)) !== size || isBetween(size, digits)) continue;
    shortest = text;
    break;
  }
  return layOut(value, shortest);
}

/** Whether a number is the midpoint of two numbers with that many digits. */
function isBetween(size: number, digits: number): boolean {
  const all = size
    .toPrecision(digits + 40)
    .replace(/e.*|\./g, "")
    .replace(/^0+/, "");
  return /^50*$/.test(all.slice(digits));
}

function layOut(value: number, shortest: string): string {
  if (Number.isNaN(value)) return "nan";
  const sign = value < 0 || Object.is(value, -0) ? "-" : "";
  if (value === 0) return `${sign}0.0`;
  if (!Number.isFinite(value)) return `${sign}inf`;
  const [, mantissa, power = "0"] = /^([\d.]+)(?:e([+-]\d+))?$/.exec(shortest)!;
  const [whole, decimals = ""] = mantissa!.split(".") as [string, string?];
  const all = whole + decimals;
  const leading = /^0*/.exec(all)![0].length;
  const digits = all.slice(leading).replace(/0+$/, "");
  // The value is 0.digits × 10^point.
  const point = whole.length + Number(power) - leading;
  const exponent = point - 1;
  if (exponent < -4 || exponent >= 16) {
    const rest = digits.length > 1 ? `.${digits.slice(1)}` : "";
    return `${sign}${digits[0]}${rest}e${exponent < 0 ? "-" : "+"}${String(Math.abs(exponent)).padStart(2, "0")}`;
  }
  if (point <= 0) return `${sign}0.${"0".repeat(-point)}${digits}`;
  if (digits.length <= point) return `${sign}${digits.padEnd(point, "0")}.0`;
  return `${sign}${digits.slice(0, point)}.${digits.slice(point)}`;
}
