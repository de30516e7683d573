import { css, html, type PropertyDeclarations, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { base, panel } from "../base/controls.js";
import { define, WindrowElement } from "../base/element.js";
import { icon } from "../base/icons.js";
import { limitOf, type Planned, reasonOf, timesOf } from "../plan/index.js";
import { count, dateTime, fill, percent } from "../words/index.js";
import { unitOf, whyText } from "../words/plan.js";

export interface PromptsEvents {
  go: { prompt: number };
}

/** Higher tables are beyond what browsers can lay out. */
const HIGHEST = 8_000_000;
const MORE = 12;

/** `<windrow-prompts>`: all prompts as a table, of which the lines in sight are elements. Fires `go`. */
export class WindrowPrompts extends WindrowElement<PromptsEvents> {
  /** Its own styles; colours and sizes are custom properties. */
  static override readonly styles = [
    ...base,
    panel,
    css`
      :host { height: 100%; min-height: 0; background: var(--surface); --line-height: 40px; }
      .space { position: relative; }
      table { border-collapse: collapse; width: 100%; position: relative; }
      .head { position: sticky; top: 0; z-index: 1; }
      th { font-weight: 500; font-size: 12px; line-height: 16px; color: var(--text2); text-align: right; position: sticky; top: 0; background: var(--surface); box-shadow: inset 0 -1px var(--line); height: 40px; padding: 0 12px; white-space: nowrap; z-index: 1; }
      th::first-letter { text-transform: uppercase; }
      td { height: var(--line-height); padding: 0 12px; text-align: right; border-bottom: 1px solid var(--line); white-space: nowrap; }
      .l { text-align: left; }
      th:first-child, td:first-child { padding-left: 20px; }
      tbody tr { cursor: pointer; }
      tbody tr:hover { background: var(--hover); }
      tbody tr[aria-current="true"] { background: var(--accent-weak); }
      tbody tr[aria-current="true"] td:first-child { box-shadow: inset 3px 0 var(--accent); }
      td button { font-weight: 600; min-width: 24px; text-align: right; }
      .pc { display: inline-block; width: 64px; color: var(--text3); }
      .pc.over { color: var(--error); font-weight: 600; }
      .why { display: inline-flex; align-items: center; gap: 8px; color: var(--text2); }
      .why.warn { color: var(--error); font-weight: 500; }
      @media (max-width: 1099px) { th:nth-child(3), td:nth-child(3) { display: none; } }
      @media (max-width: 719px) {
        :host { --line-height: 65px; }
        thead { display: none; }
        table, tbody { display: block; }
        tr { display: grid; grid-template-columns: 52px 1fr auto; padding: 10px 16px 10px 0; border-bottom: 1px solid var(--line); height: var(--line-height); }
        td { height: auto; border: 0; padding: 0; line-height: 22px; text-align: left; }
        td:first-child { grid-row: 1 / 3; padding-left: 20px; box-shadow: none !important; }
        tr[aria-current="true"] { box-shadow: inset 3px 0 var(--accent); }
        td:nth-child(3), td:nth-child(5) { display: none; }
        td:nth-child(2) { font-weight: 500; }
        td:nth-child(4), td:nth-child(7) { font-size: 13px; color: var(--text2); }
        td:nth-child(4) { grid-area: 2 / 2; }
        td:nth-child(4)::after { content: " " attr(data-u); }
        td:nth-child(6) { grid-area: 1 / 3; text-align: right; }
        td:nth-child(7) { grid-area: 2 / 3; text-align: right; }
        .pc { width: auto; padding-left: 8px; }
      }
      @media (max-width: 359px) { .pc { display: none; } }
      @media print { .panel { overflow: visible; height: auto; } }
    `,
  ];
  static override readonly properties: PropertyDeclarations = {
    planned: { attribute: false },
    prompt: { type: Number },
    all: { type: Boolean },
  };

  declare planned: Planned | undefined;
  /** The prompt in sight. */
  declare prompt: number;
  /** Whether every line is an element, as on paper. */
  declare all: boolean;

  #first = 0;
  #last = 60;

  constructor() {
    super();
    this.prompt = 0;
    this.all = false;
  }

  /** Brings the prompt's line into sight. */
  reveal(): void {
    const scroller = this.#scroller;
    if (!scroller || !this.planned) return;
    const line = this.#line(scroller);
    const top = this.prompt * line.placed;
    if (top < scroller.scrollTop || top > scroller.scrollTop + scroller.clientHeight - 120)
      scroller.scrollTop = top - scroller.clientHeight / 3;
    this.#scrolled();
  }

  get #scroller(): HTMLElement | null {
    return this.renderRoot.querySelector<HTMLElement>(".panel");
  }

  /** How high a line is, and how much of the scrolled space it has. */
  #line(scroller: HTMLElement): { height: number; placed: number } {
    const height = parseFloat(getComputedStyle(scroller).getPropertyValue("--line-height")) || 40;
    return { height, placed: Math.min(height, HIGHEST / Math.max(this.planned?.length ?? 1, 1)) };
  }

  #scrolled(): void {
    const [scroller, { planned }] = [this.#scroller, this];
    if (!scroller || !planned || this.all) return;
    const { height, placed } = this.#line(scroller);
    const seen = Math.ceil(scroller.clientHeight / height);
    const at = Math.floor(scroller.scrollTop / placed);
    if (at >= this.#first + (this.#first > 0 ? 4 : 0) && at + seen <= this.#last - (this.#last < planned.length ? 4 : 0)) return;
    [this.#first, this.#last] = [Math.max(at - MORE, 0), Math.min(at + seen + MORE, planned.length)];
    this.now();
  }

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    const length = this.planned?.length ?? 0;
    if (changed.has("planned"))
      [this.#first, this.#last] = [Math.max(Math.min(this.#first, length - 60), 0), Math.min(Math.max(this.#last, 60), length)];
  }

  protected override updated(): void {
    const [scroller, space, table] = [
      this.#scroller,
      ...[".space", "table"].map((name) => this.renderRoot.querySelector<HTMLElement>(name)),
    ];
    if (!scroller || !space || !table || !this.planned) return;
    const { placed } = this.#line(scroller);
    const [first, length] = this.all ? [0, this.planned.length] : [this.#first, this.planned.length];
    space.style.height = this.all ? "" : `${length * placed + 41}px`;
    table.style.top = `${first * placed}px`;
  }

  #key(event: KeyboardEvent): void {
    const { planned } = this;
    if (!planned) return;
    const to: Record<string, number> = { ArrowDown: this.prompt + 1, ArrowUp: this.prompt - 1, Home: 0, End: planned.length - 1 };
    const wanted = to[event.key];
    if (wanted === undefined) return;
    event.preventDefault();
    this.tell("go", { prompt: Math.min(Math.max(wanted, 0), planned.length - 1) });
  }

  protected override render(): TemplateResult {
    const { planned, words } = this;
    if (!planned) return html``;
    const { prompt, from, to, messages, repeated, size, ends } = words.head;
    const hasTime = planned.rows.timeUnit !== undefined;
    const [first, last] = this.all ? [0, planned.length] : [this.#first, Math.min(this.#last, planned.length)];
    const lines = Array.from({ length: Math.max(last - first, 0) }, (_, i) => first + i);
    const heads: [string, boolean][] = [
      [prompt, false],
      [hasTime ? from : "", true],
      [hasTime ? to : "", true],
      [messages, false],
      [repeated, false],
      [fill(size, { unit: unitOf(planned) }), false],
      [ends, true],
    ];
    return html`<div class="panel" tabindex="0" role="group" aria-label=${words.tabs.prompts} @scroll=${() => this.#scrolled()} @keydown=${this.#key}><div class="space">
      <table aria-rowcount=${planned.length + 1}><thead><tr>${heads.map(([text, isLeft]) => html`<th class=${isLeft ? "l" : ""} scope="col">${text}</th>`)}</tr></thead>
      <tbody>${repeat(
        lines,
        (i) => i,
        (i) => this.#row(planned, i),
      )}</tbody></table></div></div>`;
  }

  #row(planned: Planned, i: number): TemplateResult {
    const { start, fresh, end, sizes, oversize } = planned;
    const [times, limit] = [timesOf(planned, i), limitOf(planned)];
    const isOver = oversize[i] === 1;
    const go = () => this.tell("go", { prompt: i });
    return html`<tr aria-rowindex=${i + 2} aria-current=${i === this.prompt ? "true" : "false"} @click=${go}><td><button tabindex="-1" @click=${go}>${count(i + 1)}</button></td>
      <td class="l">${times ? dateTime(times[0]) : ""}</td><td class="l">${times ? dateTime(times[1]) : ""}</td>
      <td data-u=${this.words.head.messages.toLowerCase()}>${count(end[i]! - start[i]!)}</td><td>${fresh[i]! > start[i]! ? count(fresh[i]! - start[i]!) : "–"}</td>
      <td>${count(sizes[i]!)}${limit === undefined ? "" : html`<span class=${isOver ? "pc over" : "pc"}>${percent(sizes[i]! / limit)}</span>`}</td>
      <td class="l"><span class=${isOver ? "why warn" : "why"}>${isOver ? icon("bad") : ""}${whyText(reasonOf(planned, i))}</span></td></tr>`;
  }
}

define("windrow-prompts", WindrowPrompts);
