/** The one element that a selector finds; the page's HTML has it. */
export function find<E extends Element = HTMLElement>(selector: string): E {
  const element = document.querySelector<E>(selector);
  if (!element) throw new Error(`the page has no ${selector}`);
  return element;
}

/** What this browser was asked to remember of the page itself: its language and its colours. */
export function remembered(name: string): string | null {
  try {
    return localStorage.getItem(`windrow ${name}`);
  } catch {
    return null;
  }
}

export function remember(name: string, value: string): void {
  try {
    localStorage.setItem(`windrow ${name}`, value);
  } catch {
    // A browser that keeps nothing forgets it.
  }
}
