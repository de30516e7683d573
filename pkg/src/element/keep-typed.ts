import { noChange } from "lit";
import { Directive, directive, type PropertyPart } from "lit/directive.js";

/** Sets an input's number unless it says that already: "0.0" is on its way to "0.05", and "1e" is nobody's to clear. */
class KeepTyped extends Directive {
  render(_value: number | undefined): unknown {
    return noChange;
  }

  override update({ element }: PropertyPart, [value]: [number | undefined]): unknown {
    const input = element as HTMLInputElement;
    const said = numberIn(input);
    if (!Object.is(said, value)) input.value = value === undefined || Number.isNaN(value) ? "" : String(value);
    return noChange;
  }
}

export const keepTyped = directive(KeepTyped);

/** The browser gives no value for what is no number, and that must not pass for an empty input. */
export function numberIn(input: HTMLInputElement): number | undefined {
  return input.value === "" && !input.validity.badInput ? undefined : input.valueAsNumber;
}
