import { find } from "./dom.js";
import type { Choice, Column } from "./guess.js";

/** The two selects that say which columns hold the times and the texts. */
export class ColumnChoice {
  readonly #fieldset = find<HTMLFieldSetElement>("#columns");
  readonly #time = find<HTMLSelectElement>("#time");
  readonly #text = find<HTMLSelectElement>("#text");

  constructor(onChange: (choice: Choice) => void) {
    this.#fieldset.addEventListener("change", () => {
      this.#keepApart();
      onChange(this.#choice);
    });
  }

  show(columns: readonly Column[], choice: Choice): void {
    const none = new Option("none: as in the file", "");
    this.#time.replaceChildren(none, ...columns.map(option));
    this.#text.replaceChildren(...columns.map(option));
    // Names are told by their place, as one may be empty.
    this.#time.selectedIndex = columns.findIndex(({ name }) => name === choice.time) + 1;
    this.#text.selectedIndex = columns.findIndex(({ name }) => name === choice.text);
    this.#keepApart();
  }

  set disabled(disabled: boolean) {
    this.#fieldset.disabled = disabled || this.#text.length === 0;
  }

  get #choice(): Choice {
    const time = this.#time.selectedIndex > 0 ? this.#time.value : undefined;
    return { time, text: this.#text.value };
  }

  /** A column cannot be both. */
  #keepApart(): void {
    const [time, text] = [this.#time.selectedIndex - 1, this.#text.selectedIndex];
    [...this.#time.options].forEach((option, i) => (option.disabled = i > 0 && i - 1 === text));
    [...this.#text.options].forEach((option, i) => (option.disabled = i === time));
  }
}

function option({ name, type }: Column): HTMLOptionElement {
  return new Option(`${name} (${type.toLowerCase()})`, name);
}
