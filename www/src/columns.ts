import { find } from "./dom.js";
import type { Choice, Column } from "./guess.js";

/** The selects that say which columns hold the times, the texts, and what each row belongs to. */
export class ColumnChoice {
  readonly #fieldset = find<HTMLFieldSetElement>("#columns");
  readonly #time = find<HTMLSelectElement>("#time");
  readonly #text = find<HTMLSelectElement>("#text");
  readonly #partition = find<HTMLSelectElement>("#partition");

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
    this.#partition.replaceChildren(new Option("nothing: all rows together", ""), ...columns.map(option));
    // Names are told by their place, as one may be empty.
    this.#time.selectedIndex = columns.findIndex(({ name }) => name === choice.time) + 1;
    this.#text.selectedIndex = columns.findIndex(({ name }) => name === choice.text);
    this.#partition.selectedIndex = columns.findIndex(({ name }) => name === choice.partition) + 1;
    this.#keepApart();
  }

  set disabled(disabled: boolean) {
    this.#fieldset.disabled = disabled || this.#text.length === 0;
  }

  get #choice(): Choice {
    const time = this.#time.selectedIndex > 0 ? this.#time.value : undefined;
    const partition = this.#partition.selectedIndex > 0 ? this.#partition.value : undefined;
    return { time, text: this.#text.value, partition };
  }

  /** A column cannot be two of them. */
  #keepApart(): void {
    const [time, text] = [this.#time.selectedIndex - 1, this.#text.selectedIndex];
    const partition = this.#partition.selectedIndex - 1;
    [...this.#time.options].forEach((option, i) => (option.disabled = i > 0 && [text, partition].includes(i - 1)));
    [...this.#text.options].forEach((option, i) => (option.disabled = [time, partition].includes(i)));
    [...this.#partition.options].forEach((option, i) => (option.disabled = i > 0 && [time, text].includes(i - 1)));
  }
}

function option({ name, type }: Column): HTMLOptionElement {
  return new Option(`${name} (${type.toLowerCase()})`, name);
}
