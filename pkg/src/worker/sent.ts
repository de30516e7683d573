// What is asked for as a message can carry it: a duration of Temporal cannot be sent, and a Date is a
// time in the unit of rows that are elsewhere.
import { plainDuration } from "../duration.js";
import { type Hops, type Spec, edgeTimes } from "../spec.js";
import type { TimeUnit } from "../rows.js";

export function sentSpec(spec: Spec, unit: TimeUnit | undefined): unknown {
  if (typeof spec !== "object" || spec === null) return spec;
  const { gap, max, overlap, edges } = spec;
  return {
    ...spec,
    gap: plainDuration(gap),
    max: sentAmounts(max),
    overlap: sentAmounts(overlap),
    edges: edges === undefined || edges === null ? undefined : edgeTimes(edges, unit),
  };
}

export function sentHops(hops: Hops): unknown {
  if (typeof hops !== "object" || hops === null) return hops;
  return { ...hops, every: plainDuration(hops.every), span: plainDuration(hops.span) };
}

function sentAmounts<T>(amounts: T): T {
  const duration = (amounts as { duration?: unknown } | undefined | null)?.duration;
  return duration === undefined ? amounts : { ...amounts, duration: plainDuration(duration) };
}
