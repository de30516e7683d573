import { html, nothing, type PropertyDeclarations, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";
import { form } from "../base/controls.js";
import { define, WindrowElement } from "../base/element.js";
import { cutIcon, icon } from "../base/icons.js";
import {
  CUTS,
  DEFAULTS,
  type Fault,
  type Faults,
  type Field,
  limitOf,
  modelOf,
  models,
  OTHER,
  type Planned,
  type Settings,
  cutOf,
  MOST_PRICE,
} from "../plan/index.js";
import { count, fill, money, numberOf, percent, short } from "../words/index.js";
import { unitOf } from "../words/plan.js";
import { isDuration, meantDuration } from "./durations.js";
import { placeOf, STEPS, valueAt } from "./slider.js";
import { styles } from "./styles.js";

export interface SettingsEvents {
  /** Settings have changed; a slider that is still held is not done. */
  change: { settings: Partial<Settings>; done: boolean };
  /** Which fields hold what cannot be used. */
  invalid: { fields: Field[] };
  /** Someone wants to edit the template. */
  edit: object;
  close: object;
}

/** What switches set when they are turned on. */
const STARTS = { gap: "6h", rows: 500, duration: "7d", reserve: 1_000 } as const;
type Limit = keyof typeof STARTS;

/**
 * `<windrow-settings>`: what prompts are made by. What cannot be used is told beside its field, and stays there; the
 * settings stay as they were. Fires `change`, `invalid`, `edit` and `close`.
 */
export class WindrowSettings extends WindrowElement<SettingsEvents> {
  /** Its own styles; colours and sizes are custom properties. */
  static override readonly styles = [...form, styles];
  static override readonly properties: PropertyDeclarations = {
    settings: { attribute: false },
    planned: { attribute: false },
    faults: { attribute: false },
    template: { type: String },
    example: { type: String },
    chats: { type: Boolean },
    editable: { type: Boolean },
  };

  declare settings: Settings;
  declare planned: Planned | undefined;
  /** What is wrong with settings that are set. */
  declare faults: Faults;
  /** The template of a message, and a message as it writes it. */
  declare template: string;
  declare example: string;
  /** Whether there are several chats. */
  declare chats: boolean;
  /** Whether the template can be edited. */
  declare editable: boolean;

  /** What is typed and cannot be used. */
  readonly #typed = new Map<Field, string>();
  readonly #own: Faults = {};

  constructor() {
    super();
    this.settings = { ...DEFAULTS };
    this.faults = {};
    this.template = this.example = "";
    this.chats = this.editable = false;
  }

  /** Shows a field, and puts the cursor into it. */
  async reveal(field: Field): Promise<void> {
    const details = this.renderRoot.querySelector("details");
    if (details && this.renderRoot.querySelector(`details [data-field="${field}"]`)) details.open = true;
    await this.updateComplete;
    const target = this.renderRoot.querySelector<HTMLElement>(`[data-field="${field}"]`);
    target?.scrollIntoView({ block: "center" });
    target?.focus({ preventScroll: true });
  }

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    const before = changed.get("settings") as Settings | undefined;
    if (!before) return;
    // What comes from elsewhere, such as Back, takes the place of what was typed.
    for (const field of this.#typed.keys())
      if (before[field as keyof Settings] !== this.settings[field as keyof Settings]) this.#forget(field);
  }

  protected override updated(changed: Map<PropertyKey, unknown>): void {
    for (const input of this.renderRoot.querySelectorAll<HTMLInputElement>('input[type="range"]')) {
      input.style.setProperty("--v", `${(100 * Number(input.value)) / Number(input.max)}%`);
    }
    for (const tick of this.renderRoot.querySelectorAll<HTMLElement>(".tick"))
      tick.style.left = `${(100 * Number(tick.dataset["place"])) / STEPS}%`;
    const isNew =
      changed.has("faults") &&
      Object.keys(this.faults).length > 0 &&
      Object.keys((changed.get("faults") as Faults | undefined) ?? {}).length === 0;
    const wrong = Object.keys({ ...this.faults, ...this.#own });
    const details = this.renderRoot.querySelector("details");
    if (details && !details.open && wrong.some((field) => this.renderRoot.querySelector(`details [data-field="${field}"]`)))
      details.open = true;
    // Once, so that what is wrong is in sight, with what mends it.
    if (isNew) void Promise.resolve().then(() => this.renderRoot.querySelector(".fault")?.scrollIntoView({ block: "nearest" }));
  }

  #fault(field: Field): Fault | undefined {
    return this.#own[field] ?? this.faults[field];
  }

  #change(settings: Partial<Settings>, done = true): void {
    this.tell("change", { settings, done });
  }

  #forget(field: Field): void {
    this.#typed.delete(field);
    delete this.#own[field];
    this.#tellInvalid();
  }

  #tellInvalid(): void {
    this.requestUpdate();
    this.tell("invalid", { fields: Object.keys(this.#own) as Field[] });
  }

  /** Takes what is typed, if it can be used; what cannot is told once the field is left. */
  #take(field: Field, text: string, value: unknown, isLeft: boolean, fault: () => Fault): void {
    if (value !== undefined) {
      this.#typed.set(field, text);
      if (this.#own[field]) {
        delete this.#own[field];
        this.#tellInvalid();
      }
      if (isLeft) this.#typed.delete(field);
      this.#change({ [field]: value }, isLeft);
      this.requestUpdate();
      return;
    }
    this.#typed.set(field, text);
    if (!isLeft) return;
    this.#own[field] = fault();
    this.#tellInvalid();
    void this.updateComplete.then(() =>
      this.renderRoot.querySelector(`#${field}-fault`)?.parentElement?.scrollIntoView({ block: "nearest" }),
    );
  }

  #number(field: Field & ("limit" | "rows" | "reserve" | "context"), isLeft: boolean) {
    return ({ target }: Event) => {
      const text = (target as HTMLInputElement).value;
      // Half of a number is another number: it counts once the field is left.
      if (!isLeft) return void this.#typed.set(field, text);
      const value = numberOf(text);
      const isGood = Number.isInteger(value) && value >= 1;
      const mended = Math.round(Math.abs(value)) || undefined;
      this.#take(field, text, isGood ? value : undefined, isLeft, () => ({
        sentence: fill(this.words.badNumber, { v: text, n: 1 }),
        ...(mended !== undefined &&
          Number.isFinite(mended) && {
            mend: { label: fill(this.words.use, { v: count(mended) }), settings: { [field]: mended } },
          }),
      }));
    };
  }

  #duration(field: "gap" | "duration", isLeft: boolean) {
    return ({ target }: Event) => {
      const text = (target as HTMLInputElement).value;
      this.#take(field, text, isDuration(text, field) ? text.trim() : undefined, isLeft, () => {
        const meant = meantDuration(text);
        return {
          sentence: fill(this.words.badDuration, { v: text }),
          ...(meant !== undefined && { mend: { label: fill(this.words.use, { v: meant }), settings: { [field]: meant } } }),
        };
      });
    };
  }

  #mend(field: Field, settings: Partial<Settings>): void {
    this.#forget(field);
    this.#change(settings);
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>(`[data-field="${field}"]`)?.focus());
  }

  protected override render(): TemplateResult {
    const { words } = this;
    return html`<div class="grab">${words.settings}<button class="btn quiet" @click=${() => this.tell("close", {})}>${words.done}</button></div>
      ${this.#model()} ${this.#limit()} ${this.#overlap()} ${this.#cut()} ${this.#template()} ${this.#advanced()}`;
  }

  #model(): TemplateResult {
    const { words, settings } = this;
    const { id, known, context, price } = modelOf(settings);
    const choose = ({ target }: Event) => {
      const model = (target as HTMLSelectElement).value;
      const next = modelOf({ ...settings, model });
      const { limit } = settings;
      // A limit beyond the model's context is none.
      this.#change({
        model,
        ...(limit !== undefined && limit > next.context && this.planned?.measure !== "bytes" && { limit: next.context }),
      });
    };
    return html`<section><div class="lab"><label for="model">${words.model}</label></div>
      <select class="field" id="model" @change=${choose}>${models().map((model) => html`<option value=${model.id} ?selected=${model.id === id}>${model.name}</option>`)}
        <option value=${OTHER} ?selected=${id === OTHER}>${words.otherModel}</option></select>
      ${
        known
          ? html`<p class="cap">${[known.context && fill(words.modelContext, { k: short(context) }), known.price !== undefined && fill(words.modelPrice, { c: money(price) })].filter(Boolean).join(" · ")}</p>`
          : nothing
      }${
        known?.price === undefined
          ? html`<div class="two">${known?.context === undefined ? html`<label>${words.context}<input class="field" data-field="context" inputmode="numeric" .value=${live(this.#typed.get("context") ?? count(context))} @input=${this.#number("context", false)} @change=${this.#number("context", true)} aria-invalid=${this.#fault("context") ? "true" : nothing} aria-describedby=${this.#fault("context") ? "context-fault" : nothing}></label>` : nothing}
              <label>${words.price}<input class="field" inputmode="decimal" .value=${live(String(settings.price ?? ""))} @change=${({
                target,
              }: Event) => {
                const value = numberOf((target as HTMLInputElement).value);
                this.#change({ price: value >= 0 && value <= MOST_PRICE ? value : undefined });
              }}></label></div>${this.#told("context")}`
          : nothing
      }</section>`;
  }

  /** The least and the most that a limit may be set to by the slider. */
  get range(): [least: number, most: number] {
    const { planned, settings } = this;
    if (planned?.measure === "bytes") return [1_000, 1_000_000];
    if (planned && planned.measure !== "tokens")
      return [1, Math.max(planned.measure === undefined ? planned.rows.length : planned.rows.total(planned.measure), 10)];
    return [1_000, Math.max(modelOf(settings).context, 2_000)];
  }

  #limit(): TemplateResult {
    const { words, settings, planned } = this;
    const [least, most] = this.range;
    const limit = (planned ? limitOf(planned) : settings.limit) ?? most;
    const typed = this.#typed.get("limit") ?? (settings.limit === undefined ? "" : count(settings.limit));
    const marks = [least, ...[8_000, 32_000, 200_000].filter((value) => value > least * 2 && value < most / 2), most];
    const slide =
      (done: boolean) =>
      ({ target }: Event) => {
        this.#forget("limit");
        this.#change({ limit: valueAt((target as HTMLInputElement).valueAsNumber, least, most) }, done);
      };
    return html`<section><div class="lab"><label for="limit">${words.limit}</label><span class="unit"><input data-field="limit" inputmode="numeric" aria-label=${words.limit} .value=${live(typed)}
          @input=${this.#number("limit", false)} @change=${this.#number("limit", true)} aria-invalid=${this.#fault("limit") ? "true" : nothing} aria-describedby=${this.#fault("limit") ? "limit-fault" : nothing}><span>${planned ? unitOf(planned) : words.tokens}</span></span></div>
      <input type="range" id="limit" min="0" max=${STEPS} .value=${live(String(placeOf(limit, least, most)))} aria-valuetext="${count(limit)} ${planned ? unitOf(planned) : words.tokens}" @input=${slide(false)} @change=${slide(true)}>
      <div class="ticks">${marks.map(
        (value) =>
          html`<button class="tick" data-place=${placeOf(value, least, most)} aria-pressed=${String(value === settings.limit)} @click=${() => {
            this.#forget("limit");
            this.#change({ limit: value });
          }}>${short(value)}</button>`,
      )}</div>
      ${planned?.measure === "tokens" ? html`<p class="cap${limit > modelOf(settings).context ? " over" : ""}">${fill(words.limitHint, { p: percent(limit / modelOf(settings).context, limit < most / 20 ? 1 : 0) })}${this.#room(limit)}</p>` : nothing}${this.#told("limit")}</section>`;
  }

  /** That a prompt as large as the model's context leaves no room for the answer. */
  #room(limit: number): TemplateResult | typeof nothing {
    const { words, settings, editable } = this;
    const { reserve } = STARTS;
    const { context } = modelOf(settings);
    if (!editable || (limit <= context && (settings.reserve !== undefined || limit + reserve <= context))) return nothing;
    const most = Math.max(context - (settings.reserve ?? reserve), 1);
    if (limit > context)
      return html`: ${words.overContext} <button class="link" @click=${() => this.#change({ limit: most })}>${fill(words.use, { v: count(most) })}</button>`;
    return html`: ${words.noRoom} <button class="link" @click=${() => this.#change({ reserve })}>${fill(words.keepRoom, { n: reserve })}</button>`;
  }

  #overlap(): TemplateResult {
    const { words, settings, planned } = this;
    const share = Math.round(settings.overlap * 100);
    const set =
      (done: boolean) =>
      ({ target }: Event) => {
        const value = numberOf((target as HTMLInputElement).value);
        this.#change({ overlap: Math.min(Math.max(Number.isFinite(value) ? Math.round(value) : share, 0), 50) / 100 }, done);
        this.requestUpdate();
      };
    const repeated = Math.floor(settings.overlap * ((planned && limitOf(planned)) ?? 0));
    return html`<section><div class="lab"><label for="overlap">${words.overlap}</label><span class="unit narrow"><input inputmode="numeric" aria-label="${words.overlap}, %" .value=${live(String(share))} @change=${set(true)}><span>%</span></span></div>
      <input type="range" id="overlap" min="0" max="50" .value=${live(String(share))} aria-valuetext="${share} %" @input=${set(false)} @change=${set(true)}>
      <p class="cap">${repeated > 0 && planned ? fill(words.overlapHint, { n: repeated, unit: unitOf(planned) }) : words.overlapNone}</p></section>`;
  }

  #cut(): TemplateResult {
    const { words, settings, planned } = this;
    const why = {
      quiet: planned && planned.rows.timeUnit === undefined ? words.cutNeedsTime : undefined,
      stable: planned && !planned.rows.hasKeys ? words.cutNeedsKey : undefined,
    } as Partial<Record<Settings["cut"], string | undefined>>;
    return html`<section><fieldset><div class="lab"><h2 id="cut">${words.cut}</h2></div><div class="tiles" role="radiogroup" aria-labelledby="cut">${CUTS.map(
      (cut) =>
        html`<label class="tile" title=${why[cut] ?? nothing}><input type="radio" name="cut" value=${cut} .checked=${live(cutOf(settings, planned?.rows) === cut)} ?disabled=${why[cut] !== undefined} @change=${() => this.#change({ cut })}>${cutIcon(cut)}${words.cuts[cut]}</label>`,
    )}</div>${this.#fault("cut") ? nothing : html`<p class="cap">${why[settings.cut] ?? words.cutHint[settings.cut]}</p>`}</fieldset>${this.#told("cut")}</section>`;
  }

  #template(): TemplateResult {
    const { words } = this;
    if (this.template === "") return html``;
    const parts = this.template.split(/(\{[^{}]*\})/);
    const shown = parts.map((part, i) => (i % 2 === 1 ? html`<span class="ph">${part.replace(/:.*\}/, "}")}</span>` : part));
    return html`<section><div class="lab"><h2>${words.template}</h2>${this.editable ? html`<button class="link" @click=${() => this.tell("edit", {})}>${words.edit}</button>` : nothing}</div>
      <button class="tpl" data-field="line" ?disabled=${!this.editable} @click=${() => this.tell("edit", {})}>${shown}${this.example ? html`<bdi class="smp" dir="ltr">${this.example}</bdi>` : nothing}</button>${this.#told("line")}</section>`;
  }

  #advanced(): TemplateResult {
    const { words, settings } = this;
    const on = [
      settings.gap !== "",
      settings.rows !== undefined,
      settings.duration !== "",
      settings.day,
      settings.reserve !== undefined,
      settings.over,
    ].filter(Boolean).length;
    const hasTime = this.planned?.rows.timeUnit !== undefined;
    return html`<details><summary><span class="chev">${icon("right")}</span>${words.advanced}<span class="cap">${on === 0 ? words.off : fill(words.on, { n: on })}</span></summary>
      <div class="adv">
        ${hasTime || settings.gap !== "" ? this.#limiting("gap", words.gap) : nothing} ${this.#limiting("rows", words.maxRows)} ${hasTime || settings.duration !== "" ? this.#limiting("duration", words.duration) : nothing}
        ${hasTime ? this.#switch(words.day, settings.day, () => this.#change({ day: !settings.day })) : nothing}
        ${this.editable ? this.#limiting("reserve", words.reserve) : nothing}
        ${this.chats || !settings.apart ? this.#switch(words.apart, settings.apart, () => this.#change({ apart: !settings.apart })) : nothing}
        ${this.#switch(words.over, settings.over, () => this.#change({ over: !settings.over }), "over")}${this.#told("over")}
      </div></details>`;
  }

  #switch(label: string, isOn: boolean, toggle: () => void, field?: Field): TemplateResult {
    return html`<button class="switch" role="switch" aria-checked=${String(isOn)} data-field=${field ?? nothing} aria-describedby=${field && this.#fault(field) ? `${field}-fault` : nothing} @click=${toggle}>${label}</button>`;
  }

  #limiting(field: Limit, label: string): TemplateResult {
    const value = this.settings[field];
    const isOn = value !== "" && value !== undefined;
    const toggle = () => {
      this.#forget(field);
      this.#change({ [field]: isOn ? DEFAULTS[field] : STARTS[field] });
      if (!isOn)
        void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLInputElement>(`[data-field="${field}"]`)?.select());
    };
    const isTime = field === "gap" || field === "duration";
    const typed = this.#typed.get(field) ?? (typeof value === "number" ? count(value) : (value ?? ""));
    const [input, change] = isTime
      ? [this.#duration(field, false), this.#duration(field, true)]
      : [this.#number(field, false), this.#number(field, true)];
    return html`${this.#switch(label, isOn, toggle)}${
      isOn
        ? html`<div class="in"><input class="field" data-field=${field} inputmode=${isTime ? "text" : "numeric"} aria-label=${label} .value=${live(typed)} @input=${input} @change=${change}
            aria-invalid=${this.#fault(field) ? "true" : nothing} aria-describedby=${this.#fault(field) ? `${field}-fault` : nothing}>${this.#told(field)}</div>`
        : this.#told(field)
    }`;
  }

  #told(field: Field): TemplateResult | typeof nothing {
    const fault = this.#fault(field);
    if (!fault) return nothing;
    const { sentence, mend } = fault;
    return html`<div class="fault"><p class="bad" id="${field}-fault" role="alert">${icon("bad")}<span>${sentence}</span></p>${
      mend ? html`<button class="btn small fix" @click=${() => this.#mend(field, mend.settings)}>${mend.label}</button>` : nothing
    }</div>`;
  }
}

define("windrow-settings", WindrowSettings);
