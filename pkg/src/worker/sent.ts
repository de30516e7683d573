// What is asked for as a message can carry it.
import { sentDuration } from "../duration.js";
import type { Hops, Spec } from "../spec.js";

export function sentSpec(spec: Spec): unknown {
  if (typeof spec !== "object" || spec === null) return spec;
  const { gap, max, overlap } = spec;
  return { ...spec, gap: sentDuration(gap), max: sentAmounts(max), overlap: sentAmounts(overlap) };
}

export function sentHops(hops: Hops): unknown {
  if (typeof hops !== "object" || hops === null) return hops;
  return { ...hops, every: sentDuration(hops.every), span: sentDuration(hops.span) };
}

function sentAmounts<T>(amounts: T): T {
  const duration = (amounts as { duration?: unknown } | undefined | null)?.duration;
  return duration === undefined ? amounts : { ...amounts, duration: sentDuration(duration) };
}
