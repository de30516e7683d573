import { css, html, nothing, type PropertyDeclarations, type TemplateResult } from "lit";
import { base, panel } from "../base/controls.js";
import { define, WindrowElement } from "../base/element.js";
import { icon } from "../base/icons.js";
import { limitOf, type Planned } from "../plan/index.js";
import { bytesText, count, fill, words } from "../words/index.js";
import { unitOf } from "../words/plan.js";
import { parts, partStyles, type SentPrompt } from "./parts.js";

export interface SentEvents {
  copy: { prompt: number };
  edit: object;
}

/** `<windrow-sent>`: one prompt as it is sent. Fires `copy` and `edit`. */
export class WindrowSent extends WindrowElement<SentEvents> {
  /** Its own styles; colours and sizes are custom properties. */
  static override readonly styles = [
    ...base,
    panel,
    partStyles,
    css`
      :host { display: grid; grid-template: 48px minmax(0, 1fr) 56px / minmax(0, 1fr); min-height: 0; border-left: 1px solid var(--line); background: var(--surface); }
      .top, .foot { display: flex; align-items: center; gap: 8px; padding: 0 12px 0 20px; }
      h2 { font-size: 14px; font-weight: 600; margin-right: auto; }
      .foot { border-top: 1px solid var(--line); }
      .foot .cap { margin-right: auto; }
    `,
  ];
  static override readonly properties: PropertyDeclarations = {
    prompt: { attribute: false },
    planned: { attribute: false },
    index: { type: Number },
  };

  declare prompt: SentPrompt | undefined;
  declare planned: Planned | undefined;
  /** Which prompt is wanted, while it is read. */
  declare index: number;

  constructor() {
    super();
    this.index = 0;
  }

  protected override render(): TemplateResult {
    const { prompt, words, index } = this;
    return html`<div class="top"><h2>${fill(words.sent, { n: index + 1 })}</h2><button class="link" @click=${() => this.tell("edit", {})}>${words.edit}</button></div>
      <div class="panel" tabindex="0" role="group" aria-label=${fill(words.sent, { n: index + 1 })}>${prompt ? parts(prompt) : html`<p class="pre">${words.reading}</p>`}</div>
      <div class="foot"><span class="cap">${prompt && this.planned ? sizeText(prompt, this.planned) : nothing}</span><button class="btn" ?disabled=${!prompt} @click=${() => this.tell("copy", { prompt: index })}>${icon("copy")}${words.copyPrompt}</button></div>`;
  }
}

/** How large a prompt is, and how large it may be. */
export function sizeText({ tokens, bytes }: SentPrompt, planned: Planned): string {
  const limit = limitOf(planned);
  const unit = unitOf(planned);
  const size = planned.measure === "tokens" ? tokens : planned.measure === "bytes" ? bytes : undefined;
  const of =
    size === undefined ? [] : [limit === undefined ? `${count(size)} ${unit}` : fill(words().of, { a: size, b: limit, unit })];
  return [...of, bytesText(bytes)].join(" · ");
}

define("windrow-sent", WindrowSent);
