import { css, html, nothing, type PropertyDeclarations, type TemplateResult } from "lit";
import { base, panel } from "../base/controls.js";
import { define, WindrowElement } from "../base/element.js";
import { type Cost, type Cutter, limitOf, modelOf, type Planned, ratios, type Settings, sweep } from "../plan/index.js";
import { count, fill, money, percent, short } from "../words/index.js";
import { unitOf } from "../words/plan.js";
import { type Chart, draw } from "./chart.js";

export interface ChartsEvents {
  change: { settings: Partial<Settings>; done: boolean };
}

/** How long settings must stay before what is not needed at each step of a slider is worked out, in milliseconds. */
const CALM = 150;
const BINS = 12;

/** `<windrow-charts>`: how large prompts are, and what other limits and overlaps would cost. Fires `change`. */
export class WindrowCharts extends WindrowElement<ChartsEvents> {
  /** Its own styles; colours and sizes are custom properties. */
  static override readonly styles = [
    ...base,
    panel,
    css`
      :host { height: 100%; min-height: 0; background: var(--surface); }
      .charts { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(400px, 100%), 1fr)); gap: 32px 40px; padding: 24px 24px 40px; }
      h2 { font-size: 15px; line-height: 20px; font-weight: 600; }
      h2::first-letter { text-transform: uppercase; }
      .cap { margin: 2px 0 12px; }
      svg { width: 100%; height: auto; overflow: visible; }
      svg.live { cursor: pointer; }
      text { font: 11px var(--sans); fill: var(--text3); }
      .grid { stroke: var(--line); }
      rect.accent { fill: var(--accent); }
      path { fill: none; stroke-width: 2; stroke-linejoin: round; }
      path.accent { stroke: var(--accent); }
      path.rep-line { stroke: var(--rep-line); }
      .now { stroke: var(--text3); stroke-dasharray: 3 3; }
      .dot { fill: var(--accent); stroke: var(--surface); stroke-width: 2; }
      .ring { fill: var(--surface); stroke: var(--accent); stroke-width: 2; }
      .tip { fill: var(--text); }
      .said { fill: var(--surface); font-size: 12px; font-weight: 600; }
      @media (max-width: 719px) { .charts { padding: 16px; } }
    `,
  ];
  static override readonly properties: PropertyDeclarations = {
    planned: { attribute: false },
    cut: { attribute: false },
    limits: { state: true },
    overlaps: { state: true },
    place: { state: true },
  };

  declare planned: Planned | undefined;
  /** Cuts the rows by other settings. */
  declare cut: Cutter | undefined;
  declare limits: Cost[];
  declare overlaps: Cost[];
  declare place: { chart: number; at: number } | undefined;

  #key = "";
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    super();
    this.limits = [];
    this.overlaps = [];
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
  }

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (!changed.has("planned") || !this.planned) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#sweep(), CALM);
  }

  /** The limits that a curve is of, the present one among them. */
  get #range(): [least: number, most: number] {
    const [least, most] = this.#usual;
    const limit = (this.planned && limitOf(this.planned)) ?? least;
    return [Math.max(Math.min(least, limit), 1), Math.max(most, limit)];
  }

  get #usual(): [least: number, most: number] {
    const { planned } = this;
    const all = planned?.measure === undefined ? (planned?.rows.length ?? 1) : planned.rows.total(planned.measure);
    return planned?.measure === "tokens"
      ? [1_000, Math.max(Math.min(modelOf(planned.settings).context, all * 1.5), 4_000)]
      : [planned?.measure === undefined ? 5 : 1_000, Math.max(all, 4_000)];
  }

  async #sweep(): Promise<void> {
    const { planned } = this;
    if (!planned || planned.rows.length === 0) return;
    const isWanted = () => this.planned === planned && this.isConnected;
    const { limit, overlap, ...rest } = planned.settings;
    const key = JSON.stringify([rest, overlap, this.#range]);
    if (this.#key === key && this.limits.length > 0 && this.#rows === planned.rows) return this.#over(planned, isWanted);
    const limits = await sweep(planned, this.cut, "limit", ratios(...this.#range, 28), isWanted);
    if (!limits || !isWanted()) return;
    [this.limits, this.#key, this.#rows] = [limits, key, planned.rows];
    await this.#over(planned, isWanted);
  }
  #rows: unknown;

  async #over(planned: Planned, isWanted: () => boolean): Promise<void> {
    const shares = Array.from({ length: 11 }, (_, i) => i / 20);
    const overlaps = await sweep(planned, this.cut, "overlap", shares, isWanted);
    if (overlaps) this.overlaps = overlaps;
  }

  protected override render(): TemplateResult {
    const { planned, words } = this;
    if (!planned || planned.length === 0) return html`<div class="panel" tabindex="0"></div>`;
    const { charts } = words;
    const limit = limitOf(planned);
    const full = limit === undefined ? 0 : planned.sizes.reduce((n, size) => n + Number(size > 0.95 * limit), 0);
    return html`<div class="panel" tabindex="0" role="group" aria-label=${words.tabs.charts}><div class="charts">
      ${figure(fill(charts.sizes, { unit: unitOf(planned) }), limit === undefined ? "" : fill(charts.sizesHint, { k: full, n: planned.length }), this.#sizes(planned))}
      ${this.limits.length > 1 ? html`${this.#costs(planned)}${this.#counts(planned)}` : nothing}
      ${this.overlaps.length > 1 ? this.#repeated(planned) : nothing}
    </div></div>`;
  }

  #sizes({ sizes, settings, measure }: Planned): Chart {
    const limit = limitOf({ settings, measure }) ?? 0;
    const most = Math.max(limit, 1, limit === 0 ? sizes.reduce((a, b) => Math.max(a, b), 0) : 0);
    const bins = new Array<number>(BINS).fill(0);
    for (const size of sizes) bins[Math.min(Math.floor((size / most) * BINS), BINS - 1)]!++;
    const top = nice(Math.max(...bins, 1));
    return {
      label: fill(this.words.charts.sizes, { unit: "" }),
      colour: "accent",
      x: [0, 0.2, 0.4, 0.6, 0.8, 1].map((place) => [place, short(place * most)]),
      y: [0, 0.5, 1].filter((place) => Number.isInteger(place * top)).map((place) => [place, count(place * top)]),
      bars: bins.flatMap((n, i) =>
        n > 0
          ? [
              {
                from: i / BINS,
                to: (i + 1) / BINS,
                height: n / top,
                title: `${short((i / BINS) * most)} – ${short(((i + 1) / BINS) * most)}: ${count(n)}`,
              },
            ]
          : [],
      ),
    };
  }

  #byLimit(planned: Planned, chart: number, of: (cost: Cost) => number, isLog: boolean, text: (value: number) => string): Chart {
    const [least, most] = this.#range;
    const placeOf = (value: number) => Math.min(Math.max(Math.log(value / least) / Math.log(most / least), 0), 1);
    const limit = limitOf(planned);
    // The present choice is on the line, whichever limits that is made of.
    const { length: prompts, sent } = planned;
    const limits =
      limit === undefined
        ? this.limits
        : [...this.limits.filter(({ value }) => value !== limit), { value: limit, prompts, sent }].sort(
            (a, b) => a.value - b.value,
          );
    const values = limits.map(of);
    const [low, high] = isLog
      ? [1, 10 ** Math.max(Math.ceil(Math.log10(Math.max(...values))), 1)]
      : [Math.min(...values) * 0.98, Math.max(...values) * 1.02];
    const heightOf = (value: number) => (isLog ? Math.log(value) / Math.log(high) : (value - low) / (high - low || 1));
    const powers = Math.round(Math.log10(high));
    const ticks = isLog ? Array.from({ length: powers + 1 }, (_, i) => 10 ** i) : [low, (low + high) / 2, high];
    const line = limits.map((cost) => ({ x: placeOf(cost.value), y: heightOf(of(cost)) }));
    const here = this.place?.chart === chart ? nearest(limits, placeOf, this.place.at) : undefined;
    return {
      label: "",
      colour: "accent",
      line,
      steps: true,
      now: limit === undefined ? undefined : placeOf(limit),
      x: roundTicks(least, most).map((value) => [placeOf(value), short(value)]),
      y: distinct(ticks.map((value) => [heightOf(value), text(value)])),
      tip: here && {
        x: placeOf(here.value),
        y: heightOf(of(here)),
        text: `${short(here.value)} · ${fill(this.words.footer.split(" · ")[0]!.replaceAll("*", ""), { p: here.prompts })}${this.#price(planned, here)}`,
      },
      move: (at) => (this.place = at === undefined ? undefined : { chart, at }),
      choose: (at) => {
        const chosen = nearest(limits, placeOf, at);
        if (chosen) this.tell("change", { settings: { limit: chosen.value }, done: true });
      },
    };
  }

  #price({ settings, measure }: Planned, { sent }: Cost): string {
    const { price } = modelOf(settings);
    return measure === "tokens" && price > 0 ? ` · ${money((sent * price) / 1e6)}` : "";
  }

  #costs(planned: Planned): TemplateResult {
    const { charts } = this.words;
    const { price } = modelOf(planned.settings);
    const isPriced = planned.measure === "tokens" && price > 0;
    const costs = this.limits.map(({ sent }) => (sent * price) / 1e6);
    // Ticks that are a cent apart show cents, and so on.
    const apart = (Math.max(...costs) - Math.min(...costs)) / 2 || Math.min(...costs) || 1;
    const digits = Math.min(Math.max(Math.ceil(-Math.log10(apart)), 2), 4);
    const chart = this.#byLimit(
      planned,
      1,
      ({ sent }) => sent,
      false,
      (value) => (isPriced ? money((value * price) / 1e6, digits) : short(value)),
    );
    const title = isPriced ? charts.cost : fill(charts.sent, { unit: unitOf(planned) });
    return figure(title, charts.costHint, { ...chart, label: title });
  }

  #counts(planned: Planned): TemplateResult {
    const { charts } = this.words;
    return figure(charts.count, charts.countHint, {
      ...this.#byLimit(planned, 2, ({ prompts }) => prompts, true, count),
      label: charts.count,
    });
  }

  #repeated(planned: Planned): TemplateResult {
    const { charts } = this.words;
    const once = this.overlaps[0]!.sent;
    const shares = this.overlaps.map(({ value, sent }) => ({
      x: value / 0.5,
      share: sent > 0 ? Math.max(1 - once / sent, 0) : 0,
    }));
    const top = Math.max(Math.ceil(Math.max(...shares.map(({ share }) => share)) * 4) / 4, 0.25);
    return figure(charts.repeated, charts.repeatedHint, {
      label: charts.repeated,
      colour: "rep-line",
      now: planned.settings.overlap / 0.5,
      line: shares.map(({ x, share }) => ({ x, y: share / top })),
      x: [0, 0.2, 0.4, 0.6, 0.8, 1].map((place) => [place, percent(place / 2, 0)]),
      y: [0, 0.5, 1].map((place) => [place, percent(place * top, 0)]),
      choose: (at) => this.tell("change", { settings: { overlap: Math.round(at * 50) / 100 }, done: true }),
    });
  }
}

function figure(title: string, hint: string, chart: Chart): TemplateResult {
  return html`<figure><h2>${title}</h2><p class="cap">${hint}</p>${draw({ ...chart, label: chart.label || title })}</figure>`;
}

/** Powers of four times the least, as far as the most. */
function roundTicks(least: number, most: number): number[] {
  const all: number[] = [];
  for (let value = least; value <= most * 1.01; value *= 4) all.push(value);
  return all;
}

/** Of ticks that are written alike, the first. */
const distinct = (ticks: [place: number, text: string][]) => ticks.filter(([, text], i) => text !== ticks[i - 1]?.[1]);

function nice(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  return ([1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10].find((by) => by * power >= value) ?? 10) * power;
}

function nearest(costs: readonly Cost[], placeOf: (value: number) => number, at: number): Cost | undefined {
  const distance = ({ value }: Cost) => Math.abs(placeOf(value) - at);
  return costs.reduce<Cost | undefined>(
    (best, next) => (best === undefined || distance(next) < distance(best) ? next : best),
    undefined,
  );
}

define("windrow-charts", WindrowCharts);
