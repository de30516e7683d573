/** What keys do, besides those of the elements themselves. */
export type Action =
  | "nextMessage"
  | "prevMessage"
  | "nextPrompt"
  | "prevPrompt"
  | "search"
  | "open"
  | "export"
  | "copy"
  | "link"
  | "tab1"
  | "tab2"
  | "tab3"
  | "tab4"
  | "limitDown"
  | "limitUp"
  | "overlapDown"
  | "overlapUp"
  | "filter"
  | "settings"
  | "keys"
  | "undo"
  | "redo";

const KEYS: Record<string, Action> = {
  j: "nextMessage",
  k: "prevMessage",
  n: "nextPrompt",
  p: "prevPrompt",
  "/": "search",
  o: "open",
  e: "export",
  c: "copy",
  l: "link",
  1: "tab1",
  2: "tab2",
  3: "tab3",
  4: "tab4",
  "[": "limitDown",
  "]": "limitUp",
  "{": "overlapDown",
  "}": "overlapUp",
  f: "filter",
  ",": "settings",
  "?": "keys",
};

/** What a key is to do; undefined where it writes, or has a meaning of its own. */
export function actionOf(event: KeyboardEvent): Action | undefined {
  const [target] = event.composedPath();
  const writes =
    target instanceof HTMLElement &&
    (target.matches("textarea, select, [contenteditable]") ||
      (target instanceof HTMLInputElement && !/^(radio|checkbox|range|button)$/.test(target.type)));
  if (event.altKey || event.isComposing || writes) return undefined;
  if (event.ctrlKey || event.metaKey) {
    if (event.key.toLowerCase() === "z") return event.shiftKey ? "redo" : "undo";
    return event.key.toLowerCase() === "y" && event.ctrlKey ? "redo" : undefined;
  }
  return KEYS[event.key.length === 1 ? event.key.toLowerCase() : event.key];
}
