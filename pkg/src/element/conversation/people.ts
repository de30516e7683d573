/** How each person is shown: one of four hues, with a ring beyond four, and initials that tell people apart. */
export class People {
  readonly #taken = new Set<string>();
  readonly #known = new Map<string, { hue: number; ring: boolean; initials: string }>();

  /** @param names those known already, by how much they wrote */
  constructor(names: readonly string[] = []) {
    for (const name of names) this.of(name);
  }

  of(name: string): { hue: number; ring: boolean; initials: string } {
    let found = this.#known.get(name);
    if (!found) {
      const place = this.#known.size;
      const [first = "?", ...others] = Array.from(name.replace(/[^\p{L}\p{N}]/gu, "") || name);
      const capital = first.toUpperCase();
      // What numbered people are told apart by is their number.
      const [, number] = /^\p{L}.*?(\d{1,2})$/u.exec(name) ?? [];
      const initials = [capital, ...(number ? [capital + number] : []), ...others.map((other) => capital + other.toLowerCase())];
      const own = (number ? initials.slice(1) : initials).find((each) => !this.#taken.has(each)) ?? initials[1] ?? capital;
      this.#taken.add(own);
      found = {
        hue: (place % 4) + 1,
        ring: place >= 4,
        initials: own,
      };
      this.#known.set(name, found);
    }
    return found;
  }
}
