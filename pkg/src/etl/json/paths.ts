/** Where in a file objects lie that become rows. */
export interface PathNode {
  /** The path of the table whose rows lie here; undefined where none do. */
  table: string | undefined;
  /** What lies under the names of an object. */
  names: Map<string, PathNode>;
  /** What lies under any name. */
  any: PathNode | undefined;
  /** What lies in an array. */
  items: PathNode | undefined;
}

/**
 * A tree of paths. A path such as `chats.list[].messages[]` says under which names objects lie: `[]` is each item of
 * an array, `*` each value of an object. The path of what a file holds itself is `""`, or `[]` where it is an array.
 */
export function pathTree(paths: readonly string[]): PathNode {
  const root = node();
  for (const path of paths) {
    let at = root;
    for (const [, name, items] of path.matchAll(/([^.[\]]+)|(\[\])/g)) {
      if (items !== undefined) at = at.items ??= node();
      else if (name === "*") at = at.any ??= node();
      else {
        let next = at.names.get(name!);
        if (!next) at.names.set(name!, (next = node()));
        at = next;
      }
    }
    at.table = path;
  }
  return root;
}

function node(): PathNode {
  return { table: undefined, names: new Map(), any: undefined, items: undefined };
}
