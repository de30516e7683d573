/** Names of months in the languages of phones, as far as prefixes distinguish them. */
const LANGUAGES: readonly string[] = [
  "january february march april may june july august september october november december",
  "januar februar märz april mai juni juli august september oktober november dezember",
  "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
  "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
  "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
  "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
  "januari februari maart april mei juni juli augustus september oktober november december",
  "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
  "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia",
  "ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık",
  "januar februar marts april maj juni juli august september oktober november december",
  "januari februari mars april maj juni juli augusti september oktober november december",
];
/** Abbreviations that are not prefixes of the names. */
const SHORT: Record<string, number> = {
  sept: 9,
  juil: 7,
  janv: 1,
  mrt: 3,
  ene: 1,
  dic: 12,
  dez: 12,
  des: 12,
  okt: 10,
  out: 10,
  set: 9,
  mag: 5,
  gen: 1,
  giu: 6,
  lug: 7,
  ago: 8,
};

/** The numbers of months by the first three or four letters of their names, where these belong to one month alone. */
export function monthPrefixes(): Map<string, number> {
  const months = new Map<string, Set<number>>();
  for (const language of LANGUAGES) {
    language.split(" ").forEach((name, i) => {
      for (const prefix of [name.slice(0, 3), name.slice(0, 4)]) months.set(prefix, (months.get(prefix) ?? new Set()).add(i + 1));
    });
  }
  const apart = [...months].filter(([, numbers]) => numbers.size === 1).map(([prefix, [number]]) => [prefix, number!] as const);
  return new Map([...apart, ...Object.entries(SHORT)]);
}

/** Languages whose names of months the platform knows. */
const OTHERS = "hu cs fi el uk ro hr sk bg id ca nb sl lt lv et he ar hi fa sr mk ms vi th fil".split(" ");
let others: ReadonlyMap<string, number> | undefined;

/** The names of months in {@link OTHERS}, as they stand in a date. */
function otherMonths(): ReadonlyMap<string, number> {
  const months = new Map<string, number>();
  for (const language of OTHERS) {
    const formatter = new Intl.DateTimeFormat(`${language}-u-ca-gregory-nu-latn`, { dateStyle: "long", timeZone: "UTC" });
    for (let month = 0; month < 12; month++) {
      const name = formatter.formatToParts(Date.UTC(2024, month, 15)).find(({ type }) => type === "month")?.value ?? "";
      months.set(name.toLowerCase(), month + 1);
    }
  }
  return months;
}

/** The number of a month, from its name or a prefix of at least three letters; undefined for any other text. */
export function monthOf(name: string): number | undefined {
  const written = name.toLowerCase().replace(/\.$/, "");
  if (written.length < 3) return undefined;
  if (written in SHORT) return SHORT[written];
  for (const language of LANGUAGES) {
    const month = language.split(" ").findIndex((month) => month.startsWith(written));
    if (month >= 0) return month + 1;
  }
  return (others ??= otherMonths()).get(written);
}
