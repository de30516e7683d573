/** The zeros of the scripts whose decimal digits phones write. */
const ZEROS = [
  0x30, 0x660, 0x6f0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0xe50, 0xed0, 0xf20, 0x1040, 0x17e0, 0x1c50,
  0xabf0, 0xff10,
];

/** A regular expression's class of digits, the same in JavaScript and in DuckDB. */
export const DIGIT = `[${ZEROS.map((zero) => `${String.fromCodePoint(zero)}-${String.fromCodePoint(zero + 9)}`).join("")}]`;

const others = new RegExp(DIGIT.replace("0-9", ""), "g");

/** Replaces a text's digits by 0 to 9. */
export function latinDigits(text: string): string {
  return text.replace(others, (digit) => String(digit.codePointAt(0)! - zeroOf(digit)!));
}

/** Whether a code point of up to 16 bits is a digit. */
export function isDigit(code: number): boolean {
  return IS_DIGIT[code] === 1;
}

const IS_DIGIT = new Uint8Array(1 << 16);
for (const zero of ZEROS) IS_DIGIT.fill(1, zero, zero + 10);

/** The code point of the zero in a digit's script; undefined for a character that is no digit. */
export function zeroOf(character: string): number | undefined {
  const code = character.codePointAt(0)!;
  return ZEROS.find((zero) => zero <= code && code <= zero + 9);
}
