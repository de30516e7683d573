const NAMED: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", nbsp: "\u00a0" };

/** A text without the tags of its markup. */
export function unmarked(markup: string): string {
  if (!/[<&]/.test(markup)) return markup;
  return characters(markup.replace(/<(?:br|\/p|\/div|\/li|\/h\d)\s*\/?>/gi, "\n").replace(/<\/?[a-z][^<>]*>/gi, ""));
}

/** A text with characters in place of their references, such as `&amp;`. */
export function characters(text: string): string {
  return text.replace(
    /&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,4}));/gi,
    (whole, decimal?: string, hex?: string, name?: string) => {
      if (name !== undefined) return NAMED[name] ?? whole;
      const code = decimal !== undefined ? Number(decimal) : Number.parseInt(hex!, 16);
      return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
    },
  );
}
