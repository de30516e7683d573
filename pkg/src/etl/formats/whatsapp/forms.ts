/** Headers that follow one another and are written in one way. */
interface Run {
  readonly form: number;
  /** The range of the headers, by their numbers. */
  readonly from: number;
  to: number;
  headers: number;
  /** How many have a name. */
  named: number;
  /** How many have a name that is written in another form too. */
  known: number;
}

/** From how many headers on, lines that are written in another way are an export of their own, and no quotation. */
const OWN_EXPORT = 12;
/** Beyond this many runs, one way is as much the file's as the other. */
const MOST_RUNS = 500;

/**
 * Which headers begin messages, as bytes of 0 and 1. Those that are written otherwise than most are pasted into a
 * message, or joined to the file.
 *
 * @param forms the form of each header; -1 for what is no header after all
 * @param authors the number of each header's author; -1 without one
 */
export function beginnings(forms: Int32Array, authors: Int32Array): Uint8Array {
  const counts = countsOf(forms);
  const most = Math.max(0, ...counts.filter((count) => count !== undefined));
  const isOne = counts.filter((count) => count !== undefined).length === 1;
  const runs = isOne ? undefined : runsOf(forms, authors);
  if (!runs) return taken(forms, (form) => counts[form]! * 10 >= most);
  const begins = new Uint8Array(forms.length);
  const main = runs.find(({ form }) => counts[form] === most)?.form;
  const last = runs.map(({ form }) => form).lastIndexOf(main!);
  runs.forEach((run, i) => {
    const isTaken = run.form === main || (i === 0 || i > last ? isJoined(run) : isOwn(run));
    for (let header = run.from; isTaken && header <= run.to; header++) if (forms[header] === run.form) begins[header] = 1;
  });
  return begins;
}

function taken(forms: Int32Array, isTaken: (form: number) => boolean): Uint8Array {
  const begins = new Uint8Array(forms.length);
  for (let header = 0; header < forms.length; header++) if (forms[header]! >= 0 && isTaken(forms[header]!)) begins[header] = 1;
  return begins;
}

/** Whether a run before or after all others is of the file. */
function isJoined({ headers, named, known }: Run): boolean {
  return headers > 1 ? named * 2 >= headers : known > 0;
}

function isOwn({ headers, named }: Run): boolean {
  return headers >= OWN_EXPORT && named * 10 >= headers * 9;
}

/** The number of headers of each form. */
function countsOf(forms: Int32Array): number[] {
  const counts: number[] = [];
  for (let header = 0; header < forms.length; header++)
    if (forms[header]! >= 0) counts[forms[header]!] = (counts[forms[header]!] ?? 0) + 1;
  return counts;
}

/** The runs in their order; undefined where there are too many. */
function runsOf(forms: Int32Array, authors: Int32Array): Run[] | undefined {
  const isKnown = sharedAuthors(forms, authors);
  const runs: Run[] = [];
  let run: Run | undefined;
  for (let header = 0; header < forms.length; header++) {
    const form = forms[header]!;
    const author = authors[header]!;
    if (form < 0) continue;
    if (run?.form !== form) {
      if (runs.length === MOST_RUNS) return undefined;
      runs.push((run = { form, from: header, to: header, headers: 0, named: 0, known: 0 }));
    }
    run.to = header;
    run.headers++;
    if (author < 0) continue;
    run.named++;
    run.known += isKnown[author]!;
  }
  return runs;
}

/** Which authors have headers of several forms, as bytes of 0 and 1. */
function sharedAuthors(forms: Int32Array, authors: Int32Array): Uint8Array {
  const count = authors.reduce((most, author) => Math.max(most, author + 1), 0);
  const first = new Int32Array(count).fill(-1);
  const isShared = new Uint8Array(count);
  for (let header = 0; header < forms.length; header++) {
    const form = forms[header]!;
    const author = authors[header]!;
    if (form < 0 || author < 0) continue;
    if (first[author] === -1) first[author] = form;
    else if (first[author] !== form) isShared[author] = 1;
  }
  return isShared;
}
