const MILLISECONDS: Record<string, number> = { ms: 1, s: 1_000, m: 60_000, min: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 };

/** The milliseconds of a duration such as `"1d 4h"`; undefined for what is not written so. */
export function millisecondsOf(text: string): number | undefined {
  if (!/^(\s*\d+(\.\d+)?\s*(ms|min|[smhdw]))+\s*$/.test(text)) return undefined;
  let sum = 0;
  for (const [, amount, unit] of text.matchAll(/([\d.]+)\s*(ms|min|[smhdw])/g)) sum += Number(amount) * MILLISECONDS[unit!]!;
  return sum;
}

/** A length of time in its two largest units. */
export function spell(milliseconds: number): string {
  const units = [
    ["d", 86_400_000],
    ["h", 3_600_000],
    ["min", 60_000],
    ["s", 1_000],
  ] as const;
  const at = units.findIndex(([, size]) => milliseconds >= size);
  if (at < 0) return `${Math.round(milliseconds)} ms`;
  const [name, size] = units[at]!;
  const next = units[at + 1];
  const rest = next ? Math.floor((milliseconds % size) / next[1]) : 0;
  return `${Math.floor(milliseconds / size)} ${name}${rest > 0 ? ` ${rest} ${next![0]}` : ""}`;
}
