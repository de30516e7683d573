import { css, html, type TemplateResult } from "lit";
import { base } from "../base/controls.js";
import { define, WindrowElement } from "../base/element.js";

/** `<windrow-keys>`: what each key does. */
export class WindrowKeys extends WindrowElement {
  /** Its own styles; colours and sizes are custom properties. */
  static override readonly styles = [
    ...base,
    css`
      dl { display: grid; grid-template-columns: auto 1fr; gap: 8px 16px; padding: 8px; align-items: baseline; }
      dt { display: flex; gap: 4px; justify-content: flex-end; }
      dd { color: var(--text2); font-size: 13px; }
      kbd { display: inline-block !important; }
    `,
  ];

  protected override render(): TemplateResult {
    return html`<dl>${this.words.keyList.map(([keys, does]) => html`<dt>${keys!.split(" ").map((key) => html`<kbd>${key}</kbd>`)}</dt><dd>${does}</dd>`)}</dl>`;
  }
}

define("windrow-keys", WindrowKeys);
