/**
 * Ids of requests, made of the ids of windows: `w-` and 16 hexadecimal digits, and for the second window of the same
 * id and more a number. Both providers take 64 letters, digits, `_` and `-`.
 */
export class RequestIds {
  readonly #seen = new Map<string, number>();

  next(window: string): string {
    const times = (this.#seen.get(window) ?? 0) + 1;
    this.#seen.set(window, times);
    return times === 1 ? `w-${window}` : `w-${window}-${times}`;
  }
}
