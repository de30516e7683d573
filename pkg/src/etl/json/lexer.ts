/** A JSON syntax error and its position. */
export class JsonError extends Error {
  readonly at: number;
  /** Whether the bytes end too early. */
  readonly isCut: boolean;

  constructor(message: string, at: number, isCut = false) {
    super(message);
    [this.at, this.isCut] = [at, isCut];
  }
}

/** The deepest nesting of values. */
const DEEPEST = 1_000;

const [QUOTE, BACKSLASH, COMMA, COLON] = [0x22, 0x5c, 0x2c, 0x3a];
const [BRACE, BRACKET, END_BRACE, END_BRACKET] = [0x7b, 0x5b, 0x7d, 0x5d];
const WORDS: ReadonlyMap<number, Uint8Array> = new Map(
  ["true", "false", "null"].map((word) => [word.charCodeAt(0), new TextEncoder().encode(word)]),
);
const NUMBER = /^-?(0|[1-9]\d*)(\.\d+)?([eE][-+]?\d+)?$/;

/** Reads JSON (RFC 8259) byte by byte. It builds no values, and only reports where each begins and ends. */
export class Lexer {
  readonly bytes: Uint8Array;
  at = 0;
  /** Whether the last string has backslashes. */
  hasEscapes = false;
  /** The range of the last key, without its quotes. */
  keyStart = 0;
  keyEnd = 0;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }

  /** The next byte that is not white space; undefined at the end. Text sequences (RFC 7464) have 0x1e before each value. */
  peek(): number | undefined {
    const { bytes } = this;
    let byte = bytes[this.at];
    while (byte! <= 0x20 && (byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09 || byte === 0x1e))
      byte = bytes[++this.at];
    return byte;
  }

  /** Skips a byte if it is the next one. */
  take(byte: number): boolean {
    if (this.peek() !== byte) return false;
    this.at++;
    return true;
  }

  expect(byte: number): void {
    if (!this.take(byte)) throw this.unexpected(`"${String.fromCharCode(byte)}"`);
  }

  /** Skips a member's key and the colon after it. */
  key(): void {
    this.peek();
    this.keyStart = this.at + 1;
    this.string();
    this.keyEnd = this.at - 1;
    this.expect(COLON);
  }

  /** The error for an unexpected byte. */
  unexpected(wanted: string): JsonError {
    const isCut = this.peek() === undefined;
    const found = isCut ? "its end" : JSON.stringify(new TextDecoder().decode(this.bytes.subarray(this.at, this.at + 12)));
    return new JsonError(`${wanted} was to come, not ${found}`, this.at, isCut);
  }

  /** Skips a string, from its opening quote to past its closing quote. */
  string(): void {
    const { bytes } = this;
    this.expect(QUOTE);
    this.hasEscapes = false;
    for (let at = this.at; ; at++) {
      const byte = bytes[at];
      if (byte === QUOTE) {
        this.at = at + 1;
        return;
      }
      if (byte === BACKSLASH) {
        this.hasEscapes = true;
        at++;
      } else if (byte === undefined) throw new JsonError("a text is not closed", this.at, true);
      else if (byte < 0x20) throw new JsonError("a control character stands in a text", at);
    }
  }

  /** Skips a value of any kind. */
  value(depth = 0): void {
    const byte = this.peek();
    if (byte === QUOTE) return this.string();
    if (byte !== BRACE && byte !== BRACKET) return this.scalar();
    if (depth === DEEPEST) throw new JsonError(`values lie more than ${DEEPEST} deep within each other`, this.at);
    this.at++;
    const end = byte === BRACE ? END_BRACE : END_BRACKET;
    if (this.take(end)) return;
    do {
      if (byte === BRACE) {
        this.string();
        this.expect(COLON);
      }
      this.value(depth + 1);
    } while (this.take(COMMA));
    this.expect(end);
  }

  /** Skips a number, `true`, `false` or `null`. */
  scalar(): void {
    const { bytes } = this;
    const first = this.peek();
    const word = first === undefined ? undefined : WORDS.get(first);
    if (word) {
      if (word.every((byte, i) => bytes[this.at + i] === byte)) return void (this.at += word.length);
      throw this.unexpected("a value");
    }
    const start = this.at;
    let end = start;
    while (isOfNumber(bytes[end])) end++;
    if (end === start || !isNumber(bytes, start, end)) throw this.unexpected("a value");
    this.at = end;
  }
}

function isOfNumber(byte: number | undefined): boolean {
  return (
    byte !== undefined &&
    ((byte >= 0x30 && byte <= 0x39) || byte === 0x2d || byte === 0x2b || byte === 0x2e || byte === 0x65 || byte === 0x45)
  );
}

function isNumber(bytes: Uint8Array, start: number, end: number): boolean {
  // A fast path for unsigned integers, the most common numbers.
  let digits = start;
  while (digits < end && bytes[digits]! >= 0x30 && bytes[digits]! <= 0x39) digits++;
  if (digits === end) return end - start === 1 || bytes[start] !== 0x30;
  return NUMBER.test(String.fromCharCode(...bytes.subarray(start, Math.min(end, start + 1_000)))) && end - start < 1_000;
}
