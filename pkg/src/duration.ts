/**
 * A length of time: milliseconds; a string such as `"90s"`, `"30m"`, `"2h"`, `"1d 4h"`, or ISO 8601's `"P1DT4H"`; or an
 * object such as `{ hours: 28 }` or a `Temporal.Duration`. Years and months are refused, as their length varies.
 */
export type Duration = number | string | DurationLike;

/** A length of time in units, as `Temporal.Duration.from` takes it. */
export interface DurationLike {
  weeks?: number | undefined;
  days?: number | undefined;
  hours?: number | undefined;
  minutes?: number | undefined;
  seconds?: number | undefined;
  milliseconds?: number | undefined;
  microseconds?: number | undefined;
  nanoseconds?: number | undefined;
}

/**
 * A duration in a form that can be posted to a worker, as a `Temporal.Duration` cannot.
 *
 * @internal
 */
export function sentDuration<T>(duration: T): T | string {
  const isTemporal = Object.prototype.toString.call(duration) === "[object Temporal.Duration]";
  return isTemporal ? String(duration) : duration;
}
