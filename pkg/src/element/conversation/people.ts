/** How each person is shown: one of four hues, with a ring beyond four, and initials that tell people apart. */
export class People {
  readonly #known = new Map<string, { hue: number; ring: boolean; initials: string }>();

  /** @param names those known already, by how much they wrote */
  constructor(names: readonly string[] = []) {
    for (const name of names) this.of(name);
  }

  of(name: string): { hue: number; ring: boolean; initials: string } {
    let found = this.#known.get(name);
    if (!found) {
      const place = this.#known.size;
      const letters = Array.from(name.replace(/[^\p{L}\p{N}]/gu, "") || name);
      const first = (letters[0] ?? "?").toUpperCase();
      const clashes = [...this.#known.values()].some(({ initials }) => initials === first);
      found = {
        hue: (place % 4) + 1,
        ring: place >= 4,
        initials: clashes && letters[1] ? first + letters[1].toLowerCase() : first,
      };
      this.#known.set(name, found);
    }
    return found;
  }
}
