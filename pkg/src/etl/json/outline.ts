import { TEXT_NAME } from "../../guess.js";
import { Lexer } from "./lexer.js";

const [QUOTE, COMMA, COLON] = [0x22, 0x2c, 0x3a];
const [BRACE, BRACKET, END_BRACE, END_BRACKET] = [0x7b, 0x5b, 0x7d, 0x5d];
const decoder = new TextDecoder();
/** The deepest level and the most paths: beyond them, names are most likely data. */
const [DEEPEST, MOST_PATHS] = [12, 1_000];

/** The structure of a file's first value. */
export interface Outline {
  /** The number of objects in its arrays, and in objects of nothing but objects with texts, by path. */
  readonly counts: ReadonlyMap<string, number>;
  /** Whether other values follow it. */
  readonly hasMore: boolean;
}

/** @throws {@link JsonError} */
export function outline(bytes: Uint8Array): Outline {
  const lexer = new Lexer(bytes);
  const counts = new Map<string, number>();
  // Returns whether it is an object with a text.
  const value = (path: string, depth: number): boolean => {
    const byte = lexer.peek();
    if (depth === DEEPEST || counts.size > MOST_PATHS || (byte !== BRACE && byte !== BRACKET)) {
      lexer.value();
      return false;
    }
    let [members, texts, hasText] = [0, 0, false];
    lexer.at++;
    if (byte === BRACE && path.endsWith("]")) counts.set(path, (counts.get(path) ?? 0) + 1);
    const end = byte === BRACE ? END_BRACE : END_BRACKET;
    if (lexer.take(end)) return false;
    do {
      if (byte === BRACKET) value(`${path}[]`, depth + 1);
      else {
        lexer.expect(QUOTE);
        const start = lexer.at--;
        lexer.string();
        const name = decoder.decode(bytes.subarray(start, lexer.at - 1));
        lexer.expect(COLON);
        members++;
        hasText ||= lexer.peek() === QUOTE && TEXT_NAME.test(name);
        // Paths cannot have names with these characters.
        if (/[.[\]*\\]/.test(name) || name === "") lexer.value();
        else if (value(path === "" ? name : `${path}.${name}`, depth + 1)) texts++;
      }
    } while (lexer.take(COMMA));
    lexer.expect(end);
    if (texts > 1 && texts === members) counts.set(path === "" ? "*" : `${path}.*`, texts);
    return hasText;
  };
  value("", 0);
  return { counts, hasMore: lexer.peek() !== undefined };
}
