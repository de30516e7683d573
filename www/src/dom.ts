/** The one element that a selector finds; the page's HTML has it. */
export function find<E extends Element = HTMLElement>(selector: string): E {
  const element = document.querySelector<E>(selector);
  if (!element) throw new Error(`the page has no ${selector}`);
  return element;
}

/** A new element. What is given is text, whatever is in it. */
export function make<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  className = "",
  ...content: (string | Node)[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  if (className) element.className = className;
  element.append(...content);
  return element;
}

/** What an error says to people. */
export function sentence(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
