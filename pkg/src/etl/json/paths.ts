/** A node in the tree of paths to rows. */
export interface PathNode {
  /** The path of the table whose rows are here; undefined if none. */
  table: string | undefined;
  /** The nodes of an object's names. */
  names: Map<string, PathNode>;
  /** The node of all names. */
  any: PathNode | undefined;
  /** The node of an array's items. */
  items: PathNode | undefined;
}

/**
 * Builds a tree of paths. A path such as `chats.list[].messages[]` leads to objects by names; `[]` stands for each item
 * of an array, `*` for each value of an object. The file's own value has the path `""`, or `[]` if it is an array.
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
