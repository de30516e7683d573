/**
 * Request ids, made from window ids: `w-` and 16 hexadecimal digits; the second and later windows of the same id get a
 * number too. Both providers accept up to 64 letters, digits, `_` and `-`.
 */
export class RequestIds {
  readonly #seen = new Map<string, number>();

  next(window: string): string {
    const times = (this.#seen.get(window) ?? 0) + 1;
    this.#seen.set(window, times);
    return times === 1 ? `w-${window}` : `w-${window}-${times}`;
  }
}
