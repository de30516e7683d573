/** A random part of names, so that several copies of the package can share a database. */
const COPY = Math.random().toString(36).slice(2, 10);
let made = 0;

/** A name that is unique in its database. */
export function ownName(ending = ""): string {
  return `windrow-${COPY}-${++made}${ending}`;
}
