import { html, nothing, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";
import { keepTyped, numberIn } from "./keep-typed.js";
import type { Scale } from "./scales.js";

/** A label with an input, and perhaps a slider that does the same. */
interface Field<Value> {
  id: string;
  label: string;
  value: Value;
  onInput: (value: Value) => void;
  scale?: Scale<Value> | undefined;
  hint?: string | undefined;
}

/** A number; an empty one is none. */
export function numberField(field: Field<number | undefined> & { step: string; placeholder?: string }): TemplateResult {
  const { id, value, onInput, step, placeholder = "no limit" } = field;
  return framed(
    field,
    html`<input
      id=${id}
      type="number"
      inputmode="decimal"
      step=${step}
      placeholder=${placeholder}
      aria-describedby=${`${id}-hint spec-alert`}
      .value=${keepTyped(value)}
      @input=${({ target }: Event) => onInput(numberIn(target as HTMLInputElement))}
    />`,
  );
}

/** A text, such as a length of time as people write it. */
export function textField(field: Field<string> & { placeholder?: string; longest?: number }): TemplateResult {
  const { id, value, onInput, placeholder = "no limit", longest = 40 } = field;
  return framed(
    field,
    html`<input
      id=${id}
      type="text"
      maxlength=${longest}
      spellcheck="false"
      placeholder=${placeholder}
      aria-describedby=${`${id}-hint spec-alert`}
      .value=${live(value)}
      @input=${({ target }: Event) => onInput((target as HTMLInputElement).value.trim())}
    />`,
  );
}

function framed<Value>({ id, label, value, onInput, scale, hint }: Field<Value>, input: TemplateResult): TemplateResult {
  return html`<div class="field">
    <label for=${id}>${label}</label>
    ${input}
    ${scale
      ? html`<input
          type="range"
          aria-label=${`${label}, as a slider`}
          aria-valuetext=${value === undefined || value === "" ? "no limit" : String(value)}
          min="0"
          max=${scale.places}
          .value=${live(String(scale.place(value)))}
          @input=${({ target }: Event) => onInput(scale.value((target as HTMLInputElement).valueAsNumber))}
        />`
      : nothing}
    <span class="hint" id=${`${id}-hint`}>${hint ?? nothing}</span>
  </div>`;
}

export interface Choice<Value extends string> {
  value: Value;
  label: string;
}

export function selectField<Value extends string>(
  { id, label, value, onInput }: Omit<Field<Value>, "scale">,
  choices: readonly Choice<Value>[],
): TemplateResult {
  return html`<div class="field">
    <label for=${id}>${label}</label>
    <select id=${id} @change=${({ target }: Event) => onInput((target as HTMLSelectElement).value as Value)}>
      ${choices.map((choice) => html`<option value=${choice.value} ?selected=${live(choice.value === value)}>${choice.label}</option>`)}
    </select>
  </div>`;
}

export function switchField({ id, label, value, onInput, hint }: Field<boolean>): TemplateResult {
  return html`<div class="switch">
    <input
      id=${id}
      type="checkbox"
      aria-describedby=${`${id}-hint`}
      .checked=${live(value)}
      @change=${({ target }: Event) => onInput((target as HTMLInputElement).checked)}
    />
    <label for=${id}>${label}</label>
    <span class="hint" id=${`${id}-hint`}>${hint ?? nothing}</span>
  </div>`;
}
