/** The steps of a slider on a log scale. */
export const STEPS = 1_000;

/** The place of a value between two others, at equal ratios. */
export function placeOf(value: number, least: number, most: number): number {
  const place = (STEPS * Math.log(value / least)) / Math.log(most / least);
  return Math.round(Math.min(Math.max(place, 0), STEPS));
}

/** The value at a place, in round numbers of two digits. */
export function valueAt(place: number, least: number, most: number): number {
  if (place <= 0) return least;
  if (place >= STEPS) return most;
  const raw = least * (most / least) ** (place / STEPS);
  const step = 10 ** Math.max(Math.floor(Math.log10(raw)) - 1, 0);
  return Math.min(Math.max(Math.round(raw / step) * step, least), most);
}

/** A round value one step below or above. */
export function stepped(value: number, by: -1 | 1, least: number, most: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(value, 1)) - 1) * 5;
  return Math.min(Math.max(Math.round(value / power + by) * power, least), most);
}
