// The worker's script, which answers one question at a time.
import { WindowError } from "../error.js";
import { load } from "../init.js";
import { type ArrowBytes, type ArrowColumns, type Columns, type Hops, type Plan, Rows, type Spec, diff } from "../interface.js";
import type { Answer, Question, SentPlan, SentRows, SentSource } from "./protocol.js";

type Held = Rows | Plan;

const held = new Map<number, Held>();
let handles = 0;

const calls: Record<string, (on: number, ...args: never[]) => unknown> = {
  init: (_, source: SentSource) => load(() => source),
  fromArrow: (_, ipc: ArrowBytes, columns: ArrowColumns) => sentRows(Rows.fromArrow(ipc, columns)),
  fromColumns: (_, columns: Columns) => sentRows(Rows.fromColumns(columns)),
  total: (on, measure: string) => find<Rows>(on).total(measure),
  windows: (on, spec: Spec) => sentPlan(find<Rows>(on).windows(spec)),
  hops: (on, hops: Hops) => sentPlan(find<Rows>(on).hops(hops)),
  sweep: (on, specs: Spec[]) => find<Rows>(on).sweep(specs),
  split: (on, index: number, parts: number) => sentPlan(find<Plan>(on).split(index, parts)),
  toArrow: (on) => find<Plan>(on).toArrow(),
  diff: (on, after: number) => diff(find<Plan>(on), find<Plan>(after)),
  free(on) {
    held.get(on)?.free();
    held.delete(on);
  },
};

function find<Kind extends Held>(handle: number): Kind {
  const found = held.get(handle);
  if (found) return found as Kind;
  throw new WindowError("FREED", "an object that this call uses has been freed; make it again, or free it later");
}

function hold(resident: Held): number {
  held.set(++handles, resident);
  return handles;
}

function sentRows(rows: Rows): SentRows {
  const { length, timeUnit, measures, hasKeys } = rows;
  return { handle: hold(rows), length, timeUnit, measures, hasKeys };
}

function sentPlan(plan: Plan): SentPlan {
  const { length, start, fresh, end, oversize, firstTime, lastTime, opens, closes, id } = plan;
  const stats = plan.stats();
  const sums = Object.fromEntries(Object.keys(stats.repeated).map((name) => [name, plan.sum(name)]));
  return { handle: hold(plan), length, start, fresh, end, oversize, firstTime, lastTime, opens, closes, id, sums, stats };
}

/** All buffers in an answer, to be transferred: they are copies already. */
function buffers(value: unknown): ArrayBuffer[] {
  if (ArrayBuffer.isView(value)) return [value.buffer as ArrayBuffer];
  if (typeof value !== "object" || value === null) return [];
  return Object.values(value).flatMap(buffers);
}

const scope = globalThis as unknown as {
  addEventListener(type: "message", listen: (event: { data: Question }) => void): void;
  postMessage(answer: Answer, transfer: ArrayBuffer[]): void;
};

scope.addEventListener("message", async ({ data: { id, call, on, args } }) => {
  try {
    if (!Object.hasOwn(calls, call))
      throw new WindowError("BAD_OPTION", `the worker has no call ${call}; use the same version of windrow in both`);
    const value = await calls[call]!(on, ...(args as never[]));
    scope.postMessage({ id, value }, buffers(value));
  } catch (error) {
    const { code, message } = error instanceof WindowError ? error : { code: "INTERNAL" as const, message: String(error) };
    scope.postMessage({ id, error: { code, message } }, []);
  }
});

// The page waits for this message, as the script may not have been found.
scope.postMessage({ id: 0, value: undefined }, []);
