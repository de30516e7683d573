/** That bytes are no JSON: what is wrong, and where. */
export class JsonError extends Error {
  readonly at: number;
  /** Whether it is that the bytes end too early. */
  readonly isCut: boolean;

  constructor(message: string, at: number, isCut = false) {
    super(message);
    [this.at, this.isCut] = [at, isCut];
  }
}

/** How deep values may lie within each other. */
const DEEPEST = 1_000;

const [QUOTE, BACKSLASH, COMMA, COLON] = [0x22, 0x5c, 0x2c, 0x3a];
const [BRACE, BRACKET, END_BRACE, END_BRACKET] = [0x7b, 0x5b, 0x7d, 0x5d];
const WORDS: ReadonlyMap<number, Uint8Array> = new Map(
  ["true", "false", "null"].map((word) => [word.charCodeAt(0), new TextEncoder().encode(word)]),
);
const NUMBER = /^-?(0|[1-9]\d*)(\.\d+)?([eE][-+]?\d+)?$/;

/** Reads JSON byte by byte, as RFC 8259 has it, and makes no value of it: it says where one begins and ends. */
export class Lexer {
  readonly bytes: Uint8Array;
  at = 0;
  /** Of the string that was read last: whether there are backslashes in it. */
  hasEscapes = false;
  /** Where the key that was read last begins and ends, without its quotes. */
  keyStart = 0;
  keyEnd = 0;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }

  /** The next byte that is no white space; undefined at the end. */
  peek(): number | undefined {
    const { bytes } = this;
    let byte = bytes[this.at];
    while (byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09) byte = bytes[++this.at];
    return byte;
  }

  /** Takes a byte if it is the next one. */
  take(byte: number): boolean {
    if (this.peek() !== byte) return false;
    this.at++;
    return true;
  }

  expect(byte: number): void {
    if (!this.take(byte)) throw this.unexpected(`"${String.fromCharCode(byte)}"`);
  }

  /** Passes a member's key, and the colon after it. */
  key(): void {
    this.peek();
    this.keyStart = this.at + 1;
    this.string();
    this.keyEnd = this.at - 1;
    this.expect(COLON);
  }

  /** What is said where something else was to come. */
  unexpected(wanted: string): JsonError {
    const isCut = this.peek() === undefined;
    const found = isCut ? "its end" : JSON.stringify(new TextDecoder().decode(this.bytes.subarray(this.at, this.at + 12)));
    return new JsonError(`${wanted} was to come, not ${found}`, this.at, isCut);
  }

  /** Passes a string, its first quote being next; what is between the quotes ends before the last byte. */
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

  /** Passes a value of any kind. */
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

  /** Passes a number, or one of the words `true`, `false` and `null`. */
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
  return byte !== undefined && ((byte >= 0x30 && byte <= 0x39) || byte === 0x2d || byte === 0x2b || byte === 0x2e || byte === 0x65 || byte === 0x45);
}

function isNumber(bytes: Uint8Array, start: number, end: number): boolean {
  // Integers without a sign are most of them.
  let digits = start;
  while (digits < end && bytes[digits]! >= 0x30 && bytes[digits]! <= 0x39) digits++;
  if (digits === end) return end - start === 1 || bytes[start] !== 0x30;
  return NUMBER.test(String.fromCharCode(...bytes.subarray(start, Math.min(end, start + 1_000)))) && end - start < 1_000;
}
