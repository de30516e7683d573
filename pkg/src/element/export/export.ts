import { html, nothing, type PropertyDeclarations, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";
import { form, panel } from "../base/controls.js";
import { define, WindrowElement } from "../base/element.js";
import { icon } from "../base/icons.js";
import { costOf, type Faults, type Planned, type Settings } from "../plan/index.js";
import { parts, partStyles, type SentPrompt } from "../sent/parts.js";
import { sizeText } from "../sent/sent.js";
import { bytesText, count, fill, money, numberOf, rich, type Words } from "../words/index.js";
import { styles } from "./styles.js";

export type FormatId = keyof Words["formats"];

/** A file that a plan can be saved as. */
export interface ExportFormat {
  id: FormatId;
  /** What it is called. */
  file: string;
  /** About how many bytes it has, where that is known. */
  bytes?: number | undefined;
}

/** A file that is being written, from 0 to 1. */
export interface Writing {
  file: string;
  done: number;
}

export interface ExportEvents {
  change: { settings: Partial<Settings>; done: boolean };
  save: { format: FormatId; model: string; maxTokens: number };
  cancel: object;
  go: { prompt: number };
  copy: { prompt: number };
  redact: { on: boolean };
  /** The dialog is open, or closed again. */
  toggle: { open: boolean };
}

/** Formats that are seen at once; others are behind "Also". */
const FIRST = 5;

/** `<windrow-export>`: a dialog of files to save, the texts around messages, and one prompt as it is sent. */
export class WindrowExport extends WindrowElement<ExportEvents> {
  /** Its own styles; colours and sizes are custom properties. */
  static override readonly styles = [...form, panel, partStyles, styles];
  static override readonly properties: PropertyDeclarations = {
    planned: { attribute: false },
    settings: { attribute: false },
    formats: { attribute: false },
    prompt: { attribute: false },
    index: { type: Number },
    template: { type: String },
    columns: { attribute: false },
    faults: { attribute: false },
    estimated: { type: Boolean },
    redacted: { attribute: false },
    writing: { attribute: false },
    said: { type: String },
    busy: { type: String },
    failure: { type: String },
    chosen: { state: true },
    hasMore: { state: true },
    isNameless: { state: true },
  };

  declare planned: Planned | undefined;
  declare settings: Settings | undefined;
  declare formats: readonly ExportFormat[];
  /** The prompt that is shown, and which one is wanted. */
  declare prompt: SentPrompt | undefined;
  declare index: number;
  /** The template of a message, and the names that it may hold. */
  declare template: string;
  declare columns: readonly string[];
  declare faults: Faults;
  declare estimated: boolean;
  /** Whether names and numbers are redacted; undefined where they cannot be. */
  declare redacted: boolean | undefined;
  declare writing: Writing | undefined;
  /** What has been saved, or went wrong. */
  declare said: string;
  /** What is under way; nothing is saved meanwhile. */
  declare busy: string | undefined;
  /** What went wrong with the last change. */
  declare failure: string | undefined;
  declare chosen: FormatId;
  declare hasMore: boolean;
  /** Whether a batch was to be saved without a model. */
  declare private isNameless: boolean;

  /** The models that were typed, by the format that they are for. */
  readonly #models = new Map<FormatId, string>();
  #maxTokens = 1_000;

  constructor() {
    super();
    [this.formats, this.columns, this.faults] = [[], [], {}];
    [this.template, this.said] = ["", ""];
    this.index = 0;
    this.estimated = this.hasMore = this.isNameless = false;
    this.chosen = "jsonl";
  }

  get #dialog(): HTMLDialogElement {
    return this.renderRoot.querySelector("dialog")!;
  }

  get isOpen(): boolean {
    return this.renderRoot.querySelector("dialog")?.open ?? false;
  }

  /** Opens the dialog; at a text of prompts, if that is what someone wants to change. */
  open(at?: "before" | "line" | "after"): void {
    if (this.isOpen) return;
    if (!this.hasUpdated) this.now();
    this.said = "";
    this.#dialog.showModal();
    this.renderRoot.querySelector<HTMLElement>(at ? `#${at}` : "input:checked")?.focus();
    this.tell("toggle", { open: true });
  }

  close(): void {
    this.#dialog.close();
  }

  get #format(): ExportFormat | undefined {
    return this.formats.find(({ id }) => id === this.chosen) ?? this.formats[0];
  }

  protected override updated(): void {
    const bar = this.renderRoot.querySelector<HTMLElement>(".writing i");
    if (bar && this.writing) bar.style.width = `${this.writing.done * 100}%`;
  }

  protected override render(): TemplateResult {
    const { words, planned, settings } = this;
    return html`<dialog aria-labelledby="title" @close=${() => this.tell("toggle", { open: false })}>${
      planned && settings
        ? html`<div class="sheet"><div class="hd"><h2 id="title">${words.export}</h2><button class="btn quiet icon" aria-label=${words.close} @click=${() => this.close()}>${icon("close")}</button></div>
            <div class="wrap"><div class="opts">${this.#files()}${this.#texts(settings)}</div>${this.#preview(planned)}</div>${this.#foot(planned)}</div>`
        : html`<h2 id="title">${words.export}</h2>`
    }</dialog>`;
  }

  #files(): TemplateResult {
    const { words, chosen } = this;
    const shown =
      this.hasMore || this.formats.slice(FIRST).some(({ id }) => id === chosen) ? this.formats : this.formats.slice(0, FIRST);
    return html`<div><h3 id="files">${words.format}</h3><div role="radiogroup" aria-labelledby="files">${shown.map(
      ({ id, bytes }) => {
        const [name, what] = words.formats[id];
        return html`<label class="fmt"><input type="radio" name="format" value=${id} .checked=${live(id === chosen)} @change=${() => (this.chosen = id)}><div><b>${name}</b><span>${what}</span></div><small>${bytes === undefined ? nothing : bytesText(bytes)}</small></label>`;
      },
    )}</div>${shown.length < this.formats.length ? html`<p class="also"><button class="link" @click=${() => (this.hasMore = true)}>${words.also}</button></p>` : nothing}</div>
    ${chosen === "openai" || chosen === "anthropic" ? this.#batch() : nothing}`;
  }

  /** What the provider calls the model: that of the settings where it is one of the provider's. */
  get #modelName(): string {
    const model = this.settings?.model ?? "";
    const isOwn = this.chosen === "anthropic" ? /^claude/.test(model) : /^(gpt|chatgpt|o\d)/.test(model);
    return this.#models.get(this.chosen) ?? (isOwn ? model : "");
  }

  #save(): void {
    const format = this.#format;
    if (!format) return;
    const isBatch = format.id === "openai" || format.id === "anthropic";
    this.isNameless = isBatch && this.#modelName === "";
    if (this.isNameless) return void this.renderRoot.querySelector<HTMLElement>("#api-model")?.focus();
    this.tell("save", { format: format.id, model: this.#modelName, maxTokens: this.#maxTokens });
  }

  #batch(): TemplateResult {
    const { words, isNameless } = this;
    const setModel = ({ target }: Event) => {
      this.#models.set(this.chosen, (target as HTMLInputElement).value.trim());
      this.isNameless = false;
    };
    const setMost = ({ target }: Event) => {
      const input = target as HTMLInputElement;
      const value = numberOf(input.value);
      if (Number.isInteger(value) && value > 0) this.#maxTokens = value;
      input.value = count(this.#maxTokens);
    };
    return html`<div class="two"><label><span class="lbl">${words.apiModel}</span><input class="field" id="api-model" .value=${this.#modelName} @change=${setModel} aria-invalid=${isNameless ? "true" : nothing} aria-describedby=${isNameless ? "model-fault" : nothing}></label>
      <label><span class="lbl">${words.maxAnswer}</span><input class="field" inputmode="numeric" .value=${count(this.#maxTokens)} @change=${setMost}></label></div>${isNameless ? html`<p class="bad" id="model-fault" role="alert">${icon("bad")}<span>${words.apiModelNeeded}</span></p>` : nothing}`;
  }

  #texts(settings: Settings): TemplateResult {
    const { words } = this;
    // What is being typed is left alone: none of these is live.
    const standard = { before: words.defaultBefore, after: words.defaultAfter, line: this.template };
    const set =
      (name: "before" | "after" | "line") =>
      ({ target }: Event) => {
        const text = (target as HTMLTextAreaElement).value;
        const value = text !== standard[name] ? text : name === "line" ? "" : undefined;
        this.tell("change", { settings: { [name]: value }, done: true });
      };
    const insert = (name: string) => {
      const area = this.renderRoot.querySelector<HTMLTextAreaElement>("#line")!;
      area.setRangeText(`{${name}}`, area.selectionStart, area.selectionEnd, "end");
      area.focus();
      area.dispatchEvent(new Event("change"));
    };
    const area = (name: "before" | "line" | "after", rows: number) => {
      const fault = this.faults[name];
      return html`<label class="lbl" for=${name}>${words[name]}</label><textarea class="field" id=${name} rows=${rows} .value=${name === "line" ? settings.line || standard.line : (settings[name] ?? standard[name])} @change=${set(name)} aria-invalid=${fault ? "true" : nothing} aria-describedby=${fault ? `${name}-fault` : nothing}></textarea>
          ${fault ? html`<p class="bad" id="${name}-fault" role="alert">${icon("bad")}<span>${fault.sentence}</span></p>` : nothing}`;
    };
    return html`<div class="ed"><h3>${words.messageText}</h3>
        <div>${area("before", 2)}</div>
        <div>${area("line", 1)}
          <div class="chips">${this.columns.map((name) => html`<button class="chip" @click=${() => insert(name)}>{${name}}</button>`)}</div></div>
        <div>${area("after", 1)}</div></div>
      ${this.redacted === undefined ? nothing : html`<div><button class="switch" role="switch" aria-checked=${String(this.redacted)} @click=${() => this.tell("redact", { on: !this.redacted })}>${words.redact}</button><p class="hint">${words.redactHint}</p></div>`}`;
  }

  #preview(planned: Planned): TemplateResult {
    const { words, prompt, index } = this;
    const go = (by: number) => this.tell("go", { prompt: Math.min(Math.max(index + by, 0), planned.length - 1) });
    return html`<div class="prev"><div class="top">
        <button class="btn quiet icon" aria-label=${words.prev} ?disabled=${index === 0} @click=${() => go(-1)}>${icon("left")}</button><span>${rich(words.step, { n: index + 1, of: planned.length })}</span>
        <button class="btn quiet icon" aria-label=${words.next} ?disabled=${index >= planned.length - 1} @click=${() => go(1)}>${icon("right")}</button>
        <span class="cap">${prompt ? sizeText(prompt, planned) : nothing}</span><button class="btn small" ?disabled=${!prompt} @click=${() => this.tell("copy", { prompt: index })}>${icon("copy")}${words.copyPrompt}</button></div>
      <div class="panel" tabindex="0" role="group" aria-label=${fill(words.sent, { n: index + 1 })}>${prompt ? parts(prompt) : html`<p class="pre">${planned.length === 0 ? words.exportEmpty : words.reading}</p>`}</div></div>`;
  }

  #foot(planned: Planned): TemplateResult {
    const { words, writing, chosen } = this;
    const format = this.#format;
    const cost = costOf(planned);
    const about = this.estimated ? "≈ " : "";
    const size =
      format?.bytes === undefined
        ? rich(words.footer.replace(" · {s}", ""), { p: planned.length })
        : rich(words.footer, { p: planned.length, s: bytesText(format.bytes) });
    const isSent = chosen !== "spec" && chosen !== "code" && chosen !== "plan";
    return html`<div class="ft">${this.failure ? html`<p class="bad" role="alert">${icon("bad")}<span>${this.failure}</span></p>` : html`<p role="status">${this.busy ?? (this.said || html`${size}${cost === undefined || !isSent ? nothing : html` · ${about}${rich(words.toSend, { c: money(cost) })}`}`)}</p>`}${
      writing
        ? html`<div class="writing" role="progressbar" aria-valuemin="0" aria-valuemax="100" aria-valuenow=${Math.round(writing.done * 100)} aria-label=${fill(words.writing, { f: writing.file })}><i></i><span>${fill(words.writing, { f: writing.file })}</span></div><button class="btn" @click=${() => this.tell("cancel", {})}>${words.cancel}</button>`
        : html`<button class="btn" @click=${() => this.close()}>${words.close}</button><button class="btn primary" id="save" ?disabled=${!format || planned.length === 0 || this.busy !== undefined} @click=${() => this.#save()}>${icon("down")}${fill(words.save, { f: format?.file ?? "" })}</button>`
    }</div>`;
  }
}

define("windrow-export", WindrowExport);
