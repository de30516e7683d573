/** Tells apart what several copies of the package make in one database. */
const COPY = Math.random().toString(36).slice(2, 10);
let made = 0;

/** A name that nothing else in a database has. */
export function ownName(ending = ""): string {
  return `windrow-${COPY}-${++made}${ending}`;
}
