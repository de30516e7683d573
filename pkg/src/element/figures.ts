import { html, type ReactiveController, type ReactiveControllerHost, type TemplateResult } from "lit";
import { costCurve } from "./cost-curve.js";
import { plural } from "./format.js";
import { histogram } from "./histogram.js";
import { loadPlot } from "./plot.js";
import { curveKey, type Curve, sweepLimit, sweptLimit } from "./sweep.js";
import type { Windows } from "./windows.js";

/** How long settings must stay before what is not needed at each step of a slider is drawn, in milliseconds. */
const CALM = 120;

/** The histogram and the cost curve, which follow the plan a moment later. */
export class Figures implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #choose: (limit: string, value: number) => void;
  readonly #resized = new ResizeObserver(([entry]) => {
    const width = entry?.contentRect.width ?? 0;
    if (width === this.#width) return;
    this.#width = width;
    this.#soon();
  });
  #width = 0;
  #windows: Windows | undefined;
  #curve: { rows: unknown; key: string; curve: Curve } | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** What is drawn, and how many windows it leaves out. */
  #histogram: { drawn: Node; oversize: number } | undefined;
  #costs: Node[] = [];

  constructor(host: ReactiveControllerHost & HTMLElement, choose: (limit: string, value: number) => void) {
    this.#host = host;
    this.#choose = choose;
    host.addController(this);
  }

  hostConnected(): void {
    this.#resized.observe(this.#host);
    this.#soon();
  }

  hostDisconnected(): void {
    this.#resized.disconnect();
    clearTimeout(this.#timer);
  }

  show(windows: Windows | undefined): void {
    this.#windows = windows;
    this.#soon();
  }

  render(): TemplateResult {
    const { drawn, oversize = 0 } = this.#histogram ?? {};
    const leftOut = oversize > 0 ? `, without ${plural(oversize, "oversize one")}` : "";
    return html`<section class="card charts" part="charts" aria-labelledby="charts-heading">
      <h2 id="charts-heading">Sizes and costs</h2>
      <div class="figures">
        <figure><figcaption>How large the windows are${leftOut}</figcaption>${drawn}</figure>
        ${this.#costs.map(
          (drawn, i) => html`<figure><figcaption>${i === 0 ? "Windows, by the limit" : "Repeated, by the limit"}</figcaption>${drawn}</figure>`,
        )}
      </div>
      ${this.#costs.length > 0 ? html`<p class="hint">The dashed line is the present limit. Click a curve to choose another one.</p>` : ""}
    </section>`;
  }

  #soon(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#draw(), CALM);
  }

  async #draw(): Promise<void> {
    const windows = this.#windows;
    if (!windows || !this.#host.isConnected) return;
    const isWanted = () => this.#windows === windows && this.#host.isConnected;
    const plot = await loadPlot();
    if (!isWanted()) return;
    const place = this.#host.shadowRoot?.querySelector(".figures");
    // As many beside each other as the stylesheet lets there be.
    const columns = place ? getComputedStyle(place).gridTemplateColumns.split(" ") : [];
    const width = Math.max(parseFloat(columns[0] ?? "") || 0, 200);
    if (windows.length === 0) {
      this.#histogram = undefined;
      this.#costs = [];
      this.#host.requestUpdate();
      return;
    }
    this.#histogram = { drawn: histogram(plot, windows, width), oversize: windows.stats.oversize };
    this.#host.requestUpdate();
    const curve = await this.#curveOf(windows, isWanted);
    if (!isWanted()) return;
    this.#costs = curve ? this.#costsOf(plot, windows, curve, width) : [];
    this.#host.requestUpdate();
  }

  #costsOf(plot: Awaited<ReturnType<typeof loadPlot>>, { spec, measure }: Windows, curve: Curve, width: number): Node[] {
    if (curve.costs.length === 0) return [];
    const present = spec?.max?.[curve.limit];
    return costCurve(plot, curve, present === undefined ? undefined : Number(present), measure, width, (value) => this.#choose(curve.limit, value));
  }

  async #curveOf(windows: Windows, isWanted: () => boolean): Promise<Curve | undefined> {
    const limit = sweptLimit(windows);
    if (limit === undefined) return undefined;
    const key = curveKey(windows, limit);
    const { rows } = windows;
    if (this.#curve?.rows === rows && this.#curve.key === key) return this.#curve.curve;
    const curve = await sweepLimit(windows, limit, isWanted);
    if (curve) this.#curve = { rows, key, curve };
    return curve;
  }
}
