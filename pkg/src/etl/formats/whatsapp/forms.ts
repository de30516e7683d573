import { type Part, fit } from "./header.js";

/** Lines that follow one another, among those that look like headers, and are written in one way. */
export interface Run {
  /** The shapes of the two parts of the headers, by their numbers. */
  readonly first: number;
  readonly second: number;
  /** The numbers of the lines. */
  readonly from: number;
  readonly to: number;
  readonly headers: number;
  /** How many have a name. */
  readonly named: number;
  /** How many have a name that another run has too. */
  readonly known: number;
}

/** From how many headers on, lines that are written in another way are an export of their own, and no quotation. */
const OWN_EXPORT = 12;
/** Beyond this many runs, one way is as much the file's as the other. */
const MOST_RUNS = 500;

/** The runs that begin messages. Those that are written otherwise than most are pasted into a message, or joined to the file. */
export function messagesAmong(runs: readonly Run[]): Run[] {
  const headers = new Map<string, number>();
  for (const run of runs) headers.set(formOf(run), (headers.get(formOf(run)) ?? 0) + run.headers);
  const most = Math.max(...headers.values());
  const main = runs.map(formOf).find((form) => headers.get(form) === most);
  if (runs.length > MOST_RUNS) return whole(runs, (form) => headers.get(form)! * 10 >= most);
  const owned = runs.filter((run, i) => {
    if (formOf(run) === main) return true;
    const isOutside = i === 0 || runs.slice(i).every((later) => formOf(later) !== main);
    if (isOutside) return run.headers > 1 ? run.named * 2 >= run.headers : run.known > 0;
    return run.headers >= OWN_EXPORT && run.named * 10 >= run.headers * 9;
  });
  return owned;
}

const formOf = ({ first, second }: Run) => `${first} ${second}`;

/** One run of each form, over the whole file. */
function whole(runs: readonly Run[], isTaken: (form: string) => boolean): Run[] {
  const forms = new Map(runs.map((run) => [formOf(run), { ...run, from: 0, to: Number.MAX_SAFE_INTEGER }]));
  return [...forms].filter(([form]) => isTaken(form)).map(([, run]) => run);
}

/** Which shapes make a header together. */
export function fitting(first: readonly Part[], second: readonly Part[]): [number, number][] {
  return first.flatMap((one, i) => second.flatMap((two, j): [number, number][] => (fit(one, two) ? [[i, j]] : [])));
}
