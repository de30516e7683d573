/** How the places of a slider stand for values; the last place is no limit. */
export interface Scale<Value> {
  places: number;
  value(place: number): Value;
  place(value: Value): number;
}

/** Numbers by powers, each rounded to two digits. */
export function powers(least: number, most: number, places: number): Scale<number | undefined> {
  const ratio = (most / least) ** (1 / (places - 1));
  return {
    places,
    value(place) {
      if (place >= places) return undefined;
      const exact = least * ratio ** place;
      const step = 10 ** Math.max(0, Math.floor(Math.log10(exact)) - 1);
      return Math.round(exact / step) * step;
    },
    place(value) {
      if (value === undefined || !(value > 0)) return value === undefined ? places : 0;
      return Math.min(Math.max(Math.round(Math.log(value / least) / Math.log(ratio)), 0), places - 1);
    },
  };
}

/** Durations that people use, to be told by their milliseconds. */
export function steps(texts: readonly string[], size: (text: string) => number | undefined): Scale<string> {
  const sizes = texts.map((text) => size(text) ?? 0);
  return {
    places: texts.length,
    value: (place) => texts[place] ?? "",
    place(text) {
      if (text === "") return texts.length;
      const wanted = size(text) ?? 0;
      const next = sizes.findIndex((given) => given >= wanted);
      return next < 0 ? texts.length - 1 : next;
    },
  };
}
