// Options in a form that can be posted.
import { sentDuration } from "../duration.js";
import { isList, readOptions } from "../options.js";
import type { Hops, Spec } from "../spec.js";

export function sentSpec(spec: Spec): unknown {
  return sent("the spec", spec, { gap: sentDuration, max: sentAmounts, overlap: sentAmounts });
}

export function sentHops(hops: Hops): unknown {
  return sent("the hops", hops, { every: sentDuration, span: sentDuration });
}

/**
 * A plain copy of options, some of them converted. Anything but an object is posted as it is, and refused in the
 * worker.
 */
function sent(name: string, options: unknown, as: Record<string, (value: unknown) => unknown>): unknown {
  if (typeof options !== "object" || options === null || isList(options)) return options;
  const copy = Object.create(null) as Record<string, unknown>;
  readOptions(options, name, "", (option, value) => (copy[option] = Object.hasOwn(as, option) ? as[option]!(value) : value));
  return copy;
}

function sentAmounts(amounts: unknown): unknown {
  return sent("amounts", amounts, { duration: sentDuration });
}
