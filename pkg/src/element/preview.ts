import { html, LitElement, nothing, type PropertyDeclarations, type TemplateResult } from "lit";
import { init } from "../index.js";
import type { Plan } from "../plan.js";
import { type ArrowBytes, type ArrowColumns, Rows } from "../rows.js";
import type { Spec } from "../spec.js";
import type { Stats } from "../stats.js";
import { compare } from "./compare.js";
import { controls } from "./controls.js";
import { Detail } from "./detail.js";
import { type EgregoraWindows, egregoraWindows } from "./egregora-windows.js";
import { Figures } from "./figures.js";
import { milliseconds, plural } from "./format.js";
import type { MessageProvider } from "./messages.js";
import { DEFAULTS, type Settings } from "./settings.js";
import { settingsOf, specOf } from "./settings-spec.js";
import { Strip } from "./strip.js";
import { styles } from "./styles.js";
import { TakeAway, type Takeaway } from "./take-away.js";
import { tiles } from "./tiles.js";
import { computeWindows, mainMeasure, specFor, type Windows } from "./windows.js";
import { WindowsTable } from "./windows-table.js";

/** How long settings must stay before the plan is told, in milliseconds. */
const ANNOUNCED_AFTER = 800;

/** What it took to get the rows, as measured by whoever got them. */
export interface Work {
  /** How many queries were asked. */
  queries?: number | undefined;
  /** How long they took, in milliseconds. */
  fetchMs?: number | undefined;
}

/** What a `plan` event tells. The plan is freed when the next one comes. */
export interface PlanDetail {
  plan: Plan;
  stats: Stats;
  /** Undefined for windows of the clock. */
  spec: Spec | undefined;
  settings: Settings;
  /** How long it took, in milliseconds. */
  took: number;
}

/**
 * `<windrow-preview>`: shows how rows are cut into windows, lets one tune it, and gives the windows
 * away. Rows come as {@link WindrowPreview.rows | Rows} or as {@link WindrowPreview.arrow | Arrow bytes}.
 * It fires `plan` each time there is one, with {@link PlanDetail}, and `settings` each time a reader has
 * changed {@link WindrowPreview.settings}.
 */
export class WindrowPreview extends LitElement {
  /** How it looks, within its own shadow. */
  static override readonly styles = styles;
  static override readonly properties: PropertyDeclarations = {
    rows: { attribute: false, noAccessor: true },
    name: { type: String },
    partition: { type: String },
    messages: { attribute: false },
    work: { attribute: false },
    takeaways: { attribute: false },
    busy: { type: Boolean },
  };

  /** What the rows are called, in headings and in names of files. */
  declare name: string;
  /** The column of partitions, if the rows have one: there is a switch for it then. */
  declare partition: string | undefined;
  /** Gives the messages of rows, for those of a window and for files. */
  declare messages: MessageProvider | undefined;
  /** What it took to get the rows. */
  declare work: Work | undefined;
  /** More files to offer. */
  declare takeaways: readonly Takeaway[];
  /** Dims what is shown, as something else is on its way. */
  declare busy: boolean;

  #rows: Rows | undefined;
  /** Rows that were made here, and are freed here. */
  #own: Rows | undefined;
  #arrow: { bytes: ArrowBytes; columns: ArrowColumns } | undefined;
  #settings: Settings = DEFAULTS;
  #besides: Spec = {};
  #asked: Spec | undefined;
  #windows: Windows | undefined;
  #egregora: EgregoraWindows | string | undefined;
  #problem = "";
  #announced = "";
  #announcing: ReturnType<typeof setTimeout> | undefined;

  readonly #figures = new Figures(this, (limit, value) => this.#change(limit === "rows" ? { rows: value } : { size: value }));
  readonly #table = new WindowsTable(this, (index) => this.open(index));
  readonly #strip = new Strip(this, (index) => this.open(index));
  readonly #detail = new Detail(this);
  readonly #takeAway = new TakeAway(this);

  constructor() {
    super();
    this.name = "";
    this.takeaways = [];
    this.busy = false;
  }

  /** What is shown. They stay the caller's, to be freed when others have taken their place. */
  get rows(): Rows | undefined {
    return this.#rows;
  }

  set rows(rows: Rows | undefined) {
    if (rows === this.#rows) return;
    if (this.#own && rows !== this.#own) this.#arrow = undefined;
    this.#own?.free();
    this.#own = undefined;
    this.#rows = rows;
    this.#table.reset();
    this.#strip.reset();
    this.#forget();
    if (rows && this.#asked) this.#take(this.#asked);
    this.#plan();
  }

  /** The same as Arrow IPC bytes, and which of their columns are what. */
  get arrow(): { bytes: ArrowBytes; columns: ArrowColumns } | undefined {
    return this.#arrow;
  }

  set arrow(arrow: { bytes: ArrowBytes; columns: ArrowColumns } | undefined) {
    this.#arrow = arrow;
    this.partition = arrow?.columns.partition;
    if (arrow) void this.#read(arrow);
    else this.rows = undefined;
  }

  /** All that is set, as plain values that can be kept. */
  get settings(): Settings {
    return { ...this.#settings };
  }

  set settings(settings: Settings) {
    this.#settings = { ...settings };
    this.#besides = {};
    this.#asked = undefined;
    this.#plan();
  }

  /** What windows are made by. Edges that it says are kept until others are chosen. */
  get spec(): Spec {
    return this.#rows ? specFor(this.#rows, this.#settings, this.#besides) : specOf(this.#settings, "bytes", this.#besides);
  }

  set spec(spec: Spec) {
    // Which of its limits is that of the main measure is known with the rows.
    this.#asked = this.#rows ? undefined : spec;
    this.#take(spec);
    this.#plan();
  }

  /** The plan that is shown, or undefined while there is none. */
  get plan(): Plan | undefined {
    return this.#windows?.plan;
  }

  /** Opens a window, as a click on it does. */
  open(index: number): void {
    const windows = this.#windows;
    if (windows && index >= 0 && index < windows.length) void this.#detail.open(windows, index, this.messages);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    // It may have been moved only.
    queueMicrotask(() => {
      if (!this.isConnected) this.#forget();
    });
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (!this.#windows) this.#plan();
  }

  /** However often settings change, they are painted once a frame. */
  protected override async scheduleUpdate(): Promise<void> {
    await new Promise((resolve) => requestAnimationFrame(resolve));
    super.scheduleUpdate();
  }

  #take(spec: Spec): void {
    [this.#settings, this.#besides] = settingsOf(spec, this.#settings, this.#rows ? mainMeasure(this.#rows) : "bytes");
  }

  async #read(arrow: { bytes: ArrowBytes; columns: ArrowColumns }): Promise<void> {
    try {
      await init();
      if (arrow !== this.#arrow) return;
      const { partition, ...columns } = arrow.columns;
      const rows = Rows.fromArrow(arrow.bytes, this.#settings.partition ? arrow.columns : columns);
      this.rows = rows;
      this.#arrow = arrow;
      this.#own = rows;
    } catch (error) {
      if (arrow === this.#arrow) this.#say(error);
    }
  }

  #change(settings: Partial<Settings>): void {
    this.#settings = { ...this.#settings, ...settings };
    if ("edges" in settings) delete this.#besides.edges;
    if ("partition" in settings && this.#arrow) void this.#read(this.#arrow);
    this.#plan();
    this.dispatchEvent(new CustomEvent("settings", { detail: this.settings }));
  }

  /** Computes the windows anew. This is all that an input takes. */
  #plan(): void {
    this.requestUpdate();
    const rows = this.#rows;
    if (!rows) return;
    try {
      const windows = computeWindows(rows, this.#settings, this.#besides);
      this.#forget();
      this.#windows = windows;
      this.#problem = "";
      this.#figures.show(windows);
      this.#announce(windows);
      const { plan, stats, spec, took } = windows;
      const detail: PlanDetail = { plan, stats, spec, settings: this.settings, took };
      this.dispatchEvent(new CustomEvent("plan", { detail }));
    } catch (error) {
      this.#say(error);
    }
    this.#compare(rows);
  }

  /** To those who hear the page, once a slider rests. */
  #announce({ length, stats }: Windows): void {
    clearTimeout(this.#announcing);
    this.#announcing = setTimeout(() => {
      this.#announced = `${plural(length, "window")}, ${plural(stats.repeatedRows, "repeated row")}`;
      this.requestUpdate();
    }, ANNOUNCED_AFTER);
  }

  #compare(rows: Rows): void {
    this.#egregora = undefined;
    if (!this.#settings.egregora || rows.timeUnit === undefined || !this.#windows) return;
    try {
      this.#egregora = egregoraWindows(rows, this.#settings);
    } catch (error) {
      this.#egregora = error instanceof Error ? error.message : String(error);
    }
  }

  #forget(): void {
    this.#windows?.plan.free();
    this.#windows = undefined;
    this.#egregora = undefined;
    this.#figures.show(undefined);
    this.#detail.clear();
    this.#takeAway.clear();
  }

  #say(error: unknown): void {
    this.#problem = error instanceof Error ? error.message : String(error);
    this.requestUpdate();
  }

  protected override render(): TemplateResult {
    const windows = this.#windows;
    const rows = this.#rows;
    return html`<div class="layout">
      ${controls({
        settings: this.#settings,
        measure: rows ? mainMeasure(rows) : "bytes",
        others: rows?.measures.filter((name) => name !== mainMeasure(rows)) ?? [],
        hasTime: rows?.timeUnit !== undefined,
        hasEdges: this.#besides.edges !== undefined,
        hasKeys: rows?.hasKeys ?? false,
        partition: this.partition,
        problem: this.#problem,
        change: (settings) => this.#change(settings),
      })}
      ${windows ? this.#results(windows) : nothing}
      <p class="unseen" role="status">${this.#announced}</p>
    </div>`;
  }

  #results(windows: Windows): TemplateResult {
    const isDim = this.busy || this.#problem !== "";
    const egregora = this.#egregora;
    const chosen = this.#detail.index;
    return html`<div id="results" class=${isDim ? "results dim" : "results"} aria-busy=${String(this.busy)}>
      <section class="card" id="summary" part="summary" aria-labelledby="summary-heading">
        <h2 id="summary-heading">Plan${this.name ? html` for <bdi>${this.name}</bdi>` : nothing}</h2>
        ${tiles(windows)}
        <p class="work" part="work">${windows.rows.length === 0 ? "There are no rows in this file. " : nothing}${this.#worked(windows)}</p>
      </section>
      ${windows.length > 0 ? this.#strip.render(windows, typeof egregora === "object" ? egregora : undefined, chosen) : nothing}
      ${egregora === undefined ? nothing : compare(windows, egregora)} ${this.#figures.render()}
      <div class="panes">${this.#table.render(windows, chosen)} ${this.#detail.render()}</div>
      ${this.#takeAway.render({ windows, messages: this.messages, name: this.name, more: this.takeaways })}
    </div>`;
  }

  #worked({ took }: Windows): string {
    const { queries, fetchMs } = this.work ?? {};
    return [
      ...(queries === undefined ? [] : [plural(queries, "query", "queries")]),
      ...(fetchMs === undefined ? [] : [`fetch ${milliseconds(fetchMs)}`]),
      `windows ${milliseconds(took)}`,
    ].join(" · ");
  }
}
