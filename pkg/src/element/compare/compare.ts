import { css, html, nothing, svg, type PropertyDeclarations, type TemplateResult } from "lit";
import { form, panel } from "../base/controls.js";
import { define, WindrowElement } from "../base/element.js";
import { type Cutter, type Facts, factsOf, limitOf, modelOf, type Planned, type Settings, specOf } from "../plan/index.js";
import { axisOf } from "../minimap/axis.js";
import { count, fill, money, percent, rich } from "../words/index.js";
import { unitOf } from "../words/plan.js";

/** What can be compared: this plan, one that was kept, variants of it, and Egregora's. */
const PLANS = ["this", "kept", "egregora", "quiet", "full", "even", "alone", "half", "double"] as const;
type Name = (typeof PLANS)[number];

/** `<windrow-compare>`: any two plans of the same messages, side by side; Egregora's among them. */
export class WindrowCompare extends WindrowElement {
  /** Its own styles; colours and sizes are custom properties. */
  static override readonly styles = [
    ...form,
    panel,
    css`
      :host { height: 100%; min-height: 0; background: var(--surface); }
      .cmp { padding: 24px; display: grid; gap: 24px; max-width: 1040px; grid-template-columns: minmax(0, 1fr); }
      .verdict { font-size: 18px; line-height: 26px; letter-spacing: -0.01em; text-wrap: balance; }
      .verdict b { font-weight: 650; }
      table { border-collapse: collapse; width: 100%; table-layout: fixed; }
      th { height: 56px; font-size: 13px; font-weight: 500; color: var(--text2); text-align: right; padding: 0 12px; border-bottom: 1px solid var(--line); }
      td { height: 40px; padding: 0 12px; text-align: right; border-bottom: 1px solid var(--line); overflow-wrap: anywhere; }
      tbody th { text-align: left; height: 40px; font-size: 14px; font-weight: 400; color: var(--text); }
      th:first-child { width: 28%; padding-left: 0; }
      th .field { max-width: 220px; }
      .good { color: var(--accent); font-weight: 600; }
      .worse { color: var(--error); font-weight: 600; }
      .strips { display: grid; grid-template-columns: 112px minmax(0, 1fr); gap: 8px 12px; align-items: center; }
      .strips svg { width: 100%; height: 28px; }
      .a { fill: var(--lane-a); } .b { fill: var(--lane-b); }
      @media (max-width: 719px) { .cmp { padding: 16px; } th, td { padding: 0 6px; } th:first-child { width: 24%; } th .field { padding: 0 24px 0 8px; font-size: 13px; } .strips { grid-template-columns: 72px minmax(0, 1fr); } }
      @media (forced-colors: active) { svg { forced-color-adjust: none; } }
    `,
  ];
  static override readonly properties: PropertyDeclarations = {
    planned: { attribute: false },
    cut: { attribute: false },
    first: { state: true },
    second: { state: true },
    kept: { state: true },
  };

  declare planned: Planned | undefined;
  declare cut: Cutter | undefined;
  declare first: Name;
  declare second: Name;
  declare kept: Settings | undefined;

  constructor() {
    super();
    [this.first, this.second] = ["this", "egregora"];
  }

  #settings(name: Name, planned: Planned): Settings {
    const { settings } = planned;
    const { limit } = settings;
    const by = (factor: number) => (limit === undefined ? {} : { limit: Math.max(Math.round(limit * factor), 1) });
    const other: Partial<Record<Name, Partial<Settings>>> = {
      kept: this.kept ?? {},
      quiet: { cut: "quiet" },
      full: { cut: "full" },
      even: { cut: "even" },
      alone: { overlap: 0 },
      half: by(0.5),
      double: by(2),
    };
    return { ...settings, ...other[name] };
  }

  /** What a plan adds up to; undefined where it cannot be made. */
  #facts(name: Name, planned: Planned): Facts | undefined {
    const { rows, measure, around } = planned;
    const limit = limitOf(planned) ?? Infinity;
    if (name === "this") return factsOf(rows, planned, limit, around);
    try {
      const settings = this.#settings(name, planned);
      const spec = specOf(settings, measure, {}, rows);
      const made = name === "egregora" ? rows.egregora() : this.cut ? this.cut(spec, settings) : rows.windows(spec);
      const { start, end } = made;
      made.free();
      return factsOf(rows, { start, end }, limitOf({ settings, measure }) ?? Infinity, around);
    } catch {
      return undefined;
    }
  }

  #label(name: Name): string {
    const { compare, cuts } = this.words;
    return name === "quiet" || name === "full" || name === "even" ? cuts[name] : compare[name];
  }

  protected override render(): TemplateResult {
    const { planned, words } = this;
    if (!planned || planned.length === 0) return html`<div class="panel" tabindex="0"></div>`;
    const [a, b] = [this.#facts(this.first, planned), this.#facts(this.second, planned)];
    const hasTime = planned.rows.timeUnit !== undefined;
    const names = PLANS.filter(
      (name) => (name !== "kept" || this.kept) && (hasTime || (name !== "egregora" && name !== "quiet")),
    );
    const select = (which: "first" | "second", label: string) =>
      html`<select class="field" aria-label=${label} @change=${({ target }: Event) => (this[which] = (target as HTMLSelectElement).value as Name)}>${names.map((name) => html`<option value=${name} ?selected=${name === this[which]}>${this.#label(name)}</option>`)}</select>`;
    return html`<div class="panel" tabindex="0" role="group" aria-label=${words.tabs.compare}><div class="cmp">
      <p class="verdict">${a && b && this.first === "this" ? this.#verdict(planned, a, b) : hasTime ? nothing : words.compare.needsTime}</p>
      <div class="strips">${[
        [this.first, a],
        [this.second, b],
      ].map(
        ([name, facts]) =>
          html`<span>${this.#label(name as Name)}</span>${facts ? strip(planned, facts as Facts) : html`<span>–</span>`}`,
      )}</div>
      <table><thead><tr><th scope="col"><span class="unseen">${words.tabs.compare}</span></th><th scope="col">${select("first", words.compare.first)}</th><th scope="col">${select("second", words.compare.second)}</th><th scope="col">${words.compare.difference}</th></tr></thead>
        <tbody>${this.#lines(planned, a, b)}</tbody></table>
      <p><button class="btn" @click=${() => (this.kept = { ...planned.settings })}>${words.compare.keep}</button></p>
    </div></div>`;
  }

  #verdict(planned: Planned, a: Facts, b: Facts): unknown {
    const { compare } = this.words;
    const [n, k] = [a.prompts - b.prompts, a.sent - b.sent];
    const { price } = modelOf(planned.settings);
    const isPriced = planned.measure === "tokens" && price > 0;
    const first = n === 0 ? compare.same : n < 0 ? compare.fewer : compare.more;
    const rest =
      k === 0 ? compare.equal : isPriced ? (k < 0 ? compare.less : compare.dearer) : k < 0 ? compare.lessUnit : compare.moreUnit;
    return rich(first + rest, { n: Math.abs(n), c: money((Math.abs(k) * price) / 1e6), k: Math.abs(k), unit: unitOf(planned) });
  }

  #lines(planned: Planned, a: Facts | undefined, b: Facts | undefined): TemplateResult[] {
    const { facts } = this.words;
    const unit = unitOf(planned);
    const { price } = modelOf(planned.settings);
    const signed = (value: number, text: (value: number) => string) =>
      (value < 0 ? "−" : value > 0 ? "+" : "") + text(Math.abs(value));
    const lines: [string, (facts: Facts) => number, (value: number) => string][] = [
      [facts.prompts, ({ prompts }) => prompts, count],
      [facts.over, ({ over }) => over, count],
      [facts.redundant, ({ redundant }) => redundant, count],
      [fill(facts.largest, { unit }), ({ largest }) => largest, count],
      [facts.repeated, ({ repeated }) => repeated, percent],
      [fill(facts.sent, { unit }), ({ sent }) => sent, count],
      ...(planned.measure === "tokens" && price > 0
        ? [
            [facts.cost, ({ sent }: Facts) => (sent * price) / 1e6, money] as [
              string,
              (facts: Facts) => number,
              (value: number) => string,
            ],
          ]
        : []),
    ];
    return lines.map(([name, of, text]) => {
      const [one, two] = [a && of(a), b && of(b)];
      const off = one === undefined || two === undefined ? undefined : one - two;
      const shown = off === undefined || Math.abs(off) < 1e-9 ? "0" : signed(off, text);
      return html`<tr><th scope="row">${name}</th><td><b>${one === undefined ? "–" : text(one)}</b></td><td>${two === undefined ? "–" : text(two)}</td><td class=${off === undefined || shown === "0" ? "" : off < 0 ? "good" : "worse"}>${shown}</td></tr>`;
    });
  }
}

/** No more blocks than anyone can tell apart. */
const BLOCKS = 2_000;

function strip(planned: Planned, { start, end }: Facts): TemplateResult {
  const axis = axisOf(planned, "time");
  const step = Math.ceil(start.length / BLOCKS);
  const blocks = Array.from({ length: Math.ceil(start.length / step) }, (_, i) => i * step);
  return html`<svg viewBox="0 0 1000 28" preserveAspectRatio="none" aria-hidden="true">${blocks.map((i) => {
    const x = axis.of(start[i]!) * 1_000;
    return svg`<rect class=${(i / step) % 2 === 0 ? "a" : "b"} x=${x} width=${Math.max(axis.end(Math.max(end[i]! - 1, 0)) * 1_000 - x, 1.5)} y=${(i / step) % 2 === 0 ? 0 : 15} height="13" />`;
  })}</svg>`;
}

define("windrow-compare", WindrowCompare);
