import { find, make } from "./dom.js";
import type { Column, ColumnChoice as Choice, Roles } from "windrow/etl";

/** The selects that say which columns hold the times, the texts, and what each row belongs to. */
export class ColumnChoice {
  readonly #fieldset = find<HTMLFieldSetElement>("#columns");
  readonly #time = find<HTMLSelectElement>("#time");
  readonly #text = find<HTMLSelectElement>("#text");
  readonly #partition = find<HTMLSelectElement>("#partition");
  readonly #key = find<HTMLSelectElement>("#key");
  readonly #measures = find<HTMLFieldSetElement>("#measures");

  constructor(onChange: (choice: Choice) => void) {
    this.#fieldset.addEventListener("change", () => {
      this.#keepApart();
      onChange(this.#choice);
    });
  }

  show(columns: readonly Column[], choice: Roles): void {
    const fill = (select: HTMLSelectElement, none: string[], chosen: string | undefined) => {
      select.replaceChildren(...none.map((label) => new Option(label, "")), ...columns.map(option));
      // Names are told by their place, as one may be empty.
      select.selectedIndex = columns.findIndex(({ name }) => name === chosen) + none.length;
    };
    fill(this.#time, ["none: as in the file"], choice.time);
    fill(this.#text, [], choice.text);
    fill(this.#partition, ["nothing"], choice.chat);
    fill(this.#key, ["none"], choice.id);
    const [legend] = this.#measures.children;
    this.#measures.replaceChildren(legend!, ...columns.filter(mayBeMeasure).map(({ name }) => checkbox(name, choice.measures)));
    this.#measures.hidden = this.#measures.children.length === 1;
    this.#keepApart();
  }

  set disabled(disabled: boolean) {
    this.#fieldset.disabled = disabled || this.#text.length === 0;
  }

  get #choice(): Choice {
    const chosen = ({ selectedIndex, value }: HTMLSelectElement) => (selectedIndex > 0 ? value : null);
    const measures = [...this.#measures.querySelectorAll("input")].filter(({ checked, disabled }) => checked && !disabled);
    return {
      time: chosen(this.#time),
      text: this.#text.value,
      chat: chosen(this.#partition),
      id: chosen(this.#key),
      measures: measures.map(({ value }) => value),
    };
  }

  /** A column cannot be two of them. */
  #keepApart(): void {
    const [time, text] = [this.#time.selectedIndex - 1, this.#text.selectedIndex];
    const partition = this.#partition.selectedIndex - 1;
    [...this.#time.options].forEach((option, i) => (option.disabled = i > 0 && [text, partition].includes(i - 1)));
    [...this.#text.options].forEach((option, i) => (option.disabled = [time, partition].includes(i)));
    [...this.#partition.options].forEach((option, i) => (option.disabled = i > 0 && [time, text].includes(i - 1)));
    const taken = [this.#time, this.#text, this.#partition].map(({ value }) => value);
    for (const input of this.#measures.querySelectorAll("input")) input.disabled = taken.includes(input.value);
  }
}

function mayBeMeasure({ type, holdsIntegers }: Column): boolean {
  return holdsIntegers ?? /^U?(TINY|SMALL|BIG)?INT(EGER)?$/.test(type);
}

function option({ name, type }: Column): HTMLOptionElement {
  return new Option(`${name} (${type.toLowerCase()})`, name);
}

function checkbox(name: string, chosen: readonly string[]): HTMLElement {
  const input = make("input");
  [input.type, input.value, input.checked] = ["checkbox", name, chosen.includes(name)];
  return make("label", "", input, make("bdi", "", name));
}
