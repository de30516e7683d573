import { html, noChange, nothing, type PropertyDeclarations, type TemplateResult } from "lit";
import type { Plan } from "../../plan.js";
import { type ArrowBytes, type ArrowColumns, Rows } from "../../rows.js";
import type { Spec } from "../../spec.js";
import { base, menu } from "../base/controls.js";
import { define, WindrowElement } from "../base/element.js";
import { icon, logo } from "../base/icons.js";
import "../charts/charts.js";
import "../compare/compare.js";
import type { WindrowConversation } from "../conversation/conversation.js";
import type { WindrowExport, Writing } from "../export/export.js";
import { problemText } from "../file/file.js";
import { chosenIn, leavesOut } from "../filter/filter.js";
import "../hero/hero.js";
import "../keys/keys.js";
import "../minimap/minimap.js";
import {
  cutOf,
  DEFAULTS,
  type Faults,
  type Field,
  limitOf,
  mainMeasure,
  type MessageProvider,
  plan,
  type Planned,
  promptAt,
  reasonOf,
  type Settings,
  settingsOf,
  specOf,
} from "../plan/index.js";
import type { WindrowPrompts } from "../prompts/prompts.js";
import type { SentPrompt } from "../sent/parts.js";
import "../sent/sent.js";
import type { WindrowSettings } from "../settings/settings.js";
import { stepped } from "../settings/slider.js";
import { count, fill, LANGUAGES, language, percent, rich, setLanguage, short } from "../words/index.js";
import { unitOf, whyText } from "../words/plan.js";
import { allFaults } from "./faults.js";
import { Intake } from "./intake.js";
import { type Action, actionOf } from "./keyboard.js";
import type { Feature, Loading, PreviewEvents, Source } from "./source.js";
import { styles } from "./styles.js";

const TABS = ["conversation", "prompts", "charts", "compare"] as const;
type Tab = (typeof TABS)[number];
const THEMES = ["system", "light", "dark"] as const;

/** How long a prompt must stay the one in sight before it is read, and a search before it is made, in milliseconds. */
const [CALM, TYPED, TOLD] = [120, 220, 2_400];

/**
 * `<windrow-preview>`: messages with the cuts in them, what prompts are made by, and a way out. It is composed of
 * elements that stand alone. Rows come as {@link WindrowPreview.rows | Rows} or as {@link WindrowPreview.arrow | Arrow
 * bytes}; {@link WindrowPreview.messages} gives their texts. Fires {@link PreviewEvents}.
 *
 * @csspart settings @csspart conversation @csspart minimap @csspart prompts @csspart charts @csspart compare @csspart sent
 */
export class WindrowPreview extends WindrowElement<PreviewEvents> {
  /** Its own styles; colours and sizes are custom properties. */
  static override readonly styles = [...base, ...menu, styles];
  static override readonly properties: PropertyDeclarations = {
    rows: { attribute: false, noAccessor: true },
    name: { type: String },
    messages: { attribute: false },
    source: { attribute: false },
    features: { attribute: false },
    loading: { attribute: false },
    failure: { attribute: false },
    writing: { attribute: false },
    said: { type: String },
    history: { attribute: false },
    kept: { type: Boolean },
    theme: { type: String },
    tab: { state: true },
    prompt: { state: true },
    row: { state: true },
    hits: { state: true },
    read: { state: true },
    faults: { state: true },
    invalid: { state: true },
    isSheet: { state: true },
    by: { state: true },
    query: { state: true },
    toast: { state: true },
    isDropping: { state: true },
    dismissed: { state: true },
  };

  /** What the rows are called. */
  declare name: string;
  /** Gives the messages of rows. */
  declare messages: MessageProvider | undefined;
  /** What else is known of the rows. */
  declare source: Source;
  /** What the page does for this element. */
  declare features: readonly Feature[];
  /** What is being read: it is told in the place of the figures, and what was shown stays. */
  declare loading: Loading | undefined;
  /** Why a file could not be opened: a sentence, and what its reader said. */
  declare failure: { sentence: string; detail?: string } | undefined;
  /** A file that is being written, and what has been saved. */
  declare writing: Writing | undefined;
  declare said: string;
  /** Whether there is something to undo, and to do again. */
  declare history: { undo: boolean; redo: boolean };
  /** Whether this session is kept. */
  declare kept: boolean;
  declare theme: (typeof THEMES)[number];

  declare private tab: Tab;
  declare private prompt: number;
  declare private row: number;
  declare private hits: Uint32Array | undefined;
  declare private read: SentPrompt | undefined;
  declare private faults: Faults;
  declare private invalid: Field[];
  declare private isSheet: boolean;
  declare private by: "time" | "message";
  declare private query: string;
  declare private toast: string;
  declare private isDropping: boolean;
  declare private dismissed: unknown;

  #rows: Rows | undefined;
  /** Rows that were made here, and are freed here. */
  #own: Rows | undefined;
  #arrow: { bytes: ArrowBytes; columns: ArrowColumns } | undefined;
  #settings: Settings = { ...DEFAULTS };
  #besides: Spec = {};
  #asked: Spec | undefined;
  #planned: Planned | undefined;
  #isPartial = false;
  #reading: AbortController | undefined;
  #finding: AbortController | undefined;
  #timers: Record<string, ReturnType<typeof setTimeout>> = {};
  readonly #stale = new Map<Tab, Planned | undefined>();
  /** Parts that someone has asked for: others are not rendered. */
  readonly #needed = new Set<string>();

  constructor() {
    super();
    this.name = this.said = this.query = this.toast = "";
    this.source = {};
    this.features = [];
    this.history = { undo: false, redo: false };
    this.theme = "system";
    this.tab = "conversation";
    [this.prompt, this.row] = [0, 0];
    this.faults = {};
    this.invalid = [];
    this.kept = this.isSheet = this.isDropping = false;
    this.by = "time";
    new Intake(this, {
      takes: () => this.features.includes("open") && !this.#part<WindrowExport>("windrow-export")?.isOpen,
      files: (files) => this.#open(files),
      text: (text) => this.tell("paste", { text }),
      dropping: (is) => (this.isDropping = is),
      key: (event) => this.#key(event),
    });
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
    this.#forget();
    [this.prompt, this.row, this.hits, this.read, this.query] = [0, 0, undefined, undefined, ""];
    if (rows && this.#asked) this.#take(this.#asked);
    this.#plan();
  }

  /** The same as Arrow IPC bytes, and which of their columns are what. */
  get arrow(): { bytes: ArrowBytes; columns: ArrowColumns } | undefined {
    return this.#arrow;
  }

  set arrow(arrow: { bytes: ArrowBytes; columns: ArrowColumns } | undefined) {
    this.#arrow = arrow;
    if (arrow) void this.#readArrow(arrow);
    else this.rows = undefined;
  }

  /** All that is set, as plain values that can be kept. */
  get settings(): Settings {
    return { ...this.#settings };
  }

  set settings(settings: Settings) {
    this.#settings = { ...DEFAULTS, ...settings };
    this.#besides = {};
    this.#asked = undefined;
    this.#plan();
  }

  /** What prompts are made by. What of it the settings cannot say is kept until they are set. */
  get spec(): Spec {
    return specOf(this.#settings, this.#rows ? mainMeasure(this.#rows) : "bytes", this.#besides, this.#rows);
  }

  set spec(spec: Spec) {
    // Which of its limits is that of the main measure is known with the rows.
    this.#asked = this.#rows ? undefined : spec;
    this.#take(spec);
    this.#plan();
  }

  /** Whether the dialog of exports is open. */
  get isExporting(): boolean {
    return this.#part<WindrowExport>("windrow-export")?.isOpen ?? false;
  }

  /** The plan that is shown, or undefined while there is none. */
  get plan(): Plan | undefined {
    return this.#planned?.plan;
  }

  /** The plan with its columns, for other elements to show. */
  get planned(): Planned | undefined {
    return this.#planned;
  }

  /** Plans again, as what {@link Source.cut} cuts by has changed. */
  replan(): void {
    this.#plan();
  }

  /** Says something for a moment. */
  tellShortly(text: string): void {
    this.#say(text);
  }

  /** Shows where a prompt begins. */
  open(index: number): void {
    const planned = this.#planned;
    if (!planned || !(index >= 0 && index < planned.length)) return;
    this.prompt = index;
    this.#part<WindrowConversation>("windrow-conversation")?.goPrompt(index);
    this.prompt = index;
    this.#announce();
    void this.updateComplete.then(() => this.#part<WindrowPrompts>("windrow-prompts")?.reveal());
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (!this.#planned) this.#plan();
    addEventListener("beforeprint", this.#printing);
    addEventListener("afterprint", this.#printed);
  }

  /** Rows often come right after the element: it is rendered with them first. */
  protected override scheduleUpdate(): void | Promise<unknown> {
    if (this.hasUpdated || this.#rows) return super.scheduleUpdate();
    return new Promise((resolve) => setTimeout(resolve)).then(() => super.scheduleUpdate());
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener("beforeprint", this.#printing);
    removeEventListener("afterprint", this.#printed);
    // It may have been moved only.
    queueMicrotask(() => {
      if (!this.isConnected) this.#forget();
    });
  }

  #part<E extends Element>(name: string): E | null {
    return this.renderRoot?.querySelector<E>(name) ?? null;
  }

  #take(spec: Spec): void {
    [this.#settings, this.#besides] = settingsOf(spec, this.#settings, this.#rows ? mainMeasure(this.#rows) : "bytes");
  }

  async #readArrow(arrow: { bytes: ArrowBytes; columns: ArrowColumns }): Promise<void> {
    try {
      // With the WebAssembly inside it, which a page may have loaded otherwise.
      await (await import("../../index.js")).init();
      if (arrow !== this.#arrow) return;
      const rows = Rows.fromArrow(arrow.bytes, arrow.columns);
      this.rows = rows;
      [this.#arrow, this.#own] = [arrow, rows];
    } catch (error) {
      if (arrow === this.#arrow)
        this.failure = { sentence: this.words.errors.OTHER, detail: error instanceof Error ? error.message : String(error) };
    }
  }

  /** What is wrong with settings, and with the template, which the page reads. */
  get #faults(): Faults {
    const { lineFault } = this.source;
    return lineFault === undefined ? this.faults : { ...this.faults, line: { sentence: lineFault } };
  }

  #change(settings: Partial<Settings>, done: boolean): void {
    this.#settings = { ...this.#settings, ...settings };
    if ("overlap" in settings) delete this.#besides.overlap;
    this.#plan();
    this.tell("settings", { settings: this.settings, done });
  }

  /** Computes the plan again: all that a step of a slider takes. Where there is none, the last one stays. */
  #plan(): void {
    this.requestUpdate();
    const rows = this.#rows;
    if (!rows) return;
    const { cut, around } = this.source;
    const make = (settings: Settings) => plan(rows, settings, this.#besides, cut, around);
    try {
      const planned = make(this.#settings);
      this.faults = {};
      this.#isPartial = false;
      this.#show(planned);
    } catch (error) {
      const { faults, settings } = allFaults(error, this.#settings, rows, (tried) => make(tried).plan.free());
      this.faults = faults;
      if (this.#planned || !settings) return;
      this.#isPartial = true;
      this.#show(make(settings));
    }
  }

  #show(planned: Planned): void {
    const before = this.#planned;
    this.#planned = planned;
    before?.plan.free();
    this.prompt = Math.min(promptAt(planned, this.row), Math.max(planned.length - 1, 0));
    this.#readSoon();
    const { plan, stats, spec, took } = planned;
    this.tell("plan", { plan, stats, spec, settings: this.settings, took });
  }

  #forget(): void {
    this.#planned?.plan.free();
    this.#planned = undefined;
    this.#reading?.abort();
    this.requestUpdate();
  }

  /** Renders a part, if nobody has asked for it before. */
  #need(part: string): void {
    if (this.#needed.has(part)) return;
    this.#needed.add(part);
    this.now();
  }

  /** Does something once nothing else of that kind is asked for any more. */
  #later(what: string, after: number, run: () => void): void {
    clearTimeout(this.#timers[what]);
    this.#timers[what] = setTimeout(run, after);
  }

  #say(toast: string): void {
    this.toast = toast;
    this.#later("toast", TOLD, () => (this.toast = ""));
  }

  #announce(): void {
    const planned = this.#planned;
    const region = this.#part<HTMLElement>("#said");
    if (!planned || !region || planned.length === 0) return;
    const { prompt } = this;
    region.textContent = fill(this.words.whole, {
      n: prompt + 1,
      k: planned.end[prompt]! - planned.start[prompt]!,
      why: whyText(reasonOf(planned, prompt)),
    });
  }

  get #isReading(): boolean {
    return (
      this.source.read !== undefined &&
      (globalThis.matchMedia?.("(min-width: 1800px)").matches || (this.#part<WindrowExport>("windrow-export")?.isOpen ?? false))
    );
  }

  #readSoon(): void {
    this.#reading?.abort();
    if (!this.hasUpdated || !this.#isReading) return;
    this.#later("read", CALM, () => void this.#read());
  }

  async #read(): Promise<SentPrompt | undefined> {
    const [planned, { source, prompt }] = [this.#planned, this];
    if (!planned || !source.read || planned.length === 0) return undefined;
    this.#reading?.abort();
    const { signal } = (this.#reading = new AbortController());
    try {
      const read = await source.read(planned, prompt, signal);
      if (!signal.aborted && this.#planned === planned) this.read = read;
      return read;
    } catch {
      // With another plan, it is read again.
      if (!signal.aborted && this.#planned === planned)
        this.failure = { sentence: fill(this.words.readFailed, { n: prompt + 1 }) };
      return undefined;
    }
  }

  async #copy(prompt: number): Promise<void> {
    const planned = this.#planned;
    const read =
      planned &&
      this.source.read &&
      (await this.source.read(planned, prompt, new AbortController().signal).catch(() => undefined));
    if (!read) return this.#say(fill(this.words.readFailed, { n: prompt + 1 }));
    await this.#toClipboard(read.text, this.words.copied, this.words.copyFromExport);
  }

  #go(row: number): void {
    this.#part<WindrowConversation>("windrow-conversation")?.go(row);
  }

  #at({ row, prompt }: { row: number; prompt: number }): void {
    if (prompt !== this.prompt) this.read = undefined;
    [this.row, this.prompt] = [row, prompt];
    this.#readSoon();
  }

  #search(query: string): void {
    this.query = query;
    this.#finding?.abort();
    this.hits = query === "" ? undefined : this.hits;
    if (query === "") return;
    const { signal } = (this.#finding = new AbortController());
    this.#later("find", TYPED, async () => {
      try {
        const hits = await this.source.find?.(query, signal);
        if (signal.aborted || !hits) return;
        this.hits = hits;
        if (hits.length > 0 && !hits.includes(this.row)) this.#hit(1);
      } catch {
        // A newer search has taken its place.
      }
    });
  }

  #hit(by: 1 | -1): void {
    const { hits = new Uint32Array() } = this;
    if (hits.length === 0) return;
    const from = this.#here ?? this.row;
    const after = hits.findIndex((row) => (by > 0 ? row > from : row >= from));
    const index = by > 0 ? (after < 0 ? 0 : after) : ((after < 0 ? hits.length : after) - 1 + hits.length) % hits.length;
    this.#here = hits[index]!;
    this.tab = "conversation";
    this.#part<WindrowConversation>("windrow-conversation")?.go(this.#here, true);
    this.requestUpdate();
  }
  #here: number | undefined;

  #step(by: number): void {
    this.open(Math.min(Math.max(this.prompt + by, 0), (this.#planned?.length ?? 1) - 1));
  }

  #open(files: File[]): void {
    this.renderRoot.querySelectorAll<HTMLElement>("[popover]").forEach((popover) => popover.hidePopover());
    if (files.length > 0) this.tell("open", { files });
  }

  #choose(): void {
    const input = this.#part<HTMLInputElement>("#files")!;
    input.click();
  }

  #export(at?: "before" | "line" | "after"): void {
    if (!this.#planned || this.loading) return;
    this.#need("export");
    this.#part<WindrowExport>("windrow-export")?.open(at);
    this.#readSoon();
    this.tell("exporting", {});
  }

  #tab(tab: Tab): void {
    this.tab = tab;
    this.#needed.add(tab);
    // Where the tabs do not fit, they scroll.
    void this.updateComplete.then(() =>
      this.#part(".tab[aria-selected=true]")?.scrollIntoView({ block: "nearest", inline: "nearest" }),
    );
    if (tab === "prompts") void this.updateComplete.then(() => this.#part<WindrowPrompts>("windrow-prompts")?.reveal());
  }

  async #reveal(): Promise<void> {
    const [field] = [...this.invalid, ...(Object.keys(this.#faults) as Field[])];
    if (field === "before" || field === "after") return this.#export(field);
    this.isSheet = true;
    await this.updateComplete;
    if (field) await this.#part<WindrowSettings>("windrow-settings")?.reveal(field);
  }

  async #popover(id: string, from?: Element | null): Promise<void> {
    this.#need(id);
    const popover = this.#part<HTMLElement>(`#${id}`);
    if (!popover || popover.matches(":popover-open")) return popover?.hidePopover();
    const before = focused();
    popover.showPopover(from ? { source: from as HTMLElement } : undefined);
    const closed = (event: Event) => {
      if ((event as ToggleEvent).newState !== "closed") return;
      popover.removeEventListener("toggle", closed);
      // A click elsewhere has taken the focus already.
      const now = focused();
      if (!now || now === document.body || !now.checkVisibility()) before?.focus();
    };
    popover.addEventListener("toggle", closed);
    const box = (from ?? this).getBoundingClientRect();
    const { width } = popover.getBoundingClientRect();
    const isLeft = id === "file";
    popover.style.top = `${from ? box.bottom + 8 : Math.max(box.top + 80, 16)}px`;
    popover.style.left = `${Math.max(8, Math.min(isLeft ? box.left - 8 : from ? box.right - width : (innerWidth - width) / 2, innerWidth - width - 8))}px`;
    await this.updateComplete;
    firstControl(popover)?.focus();
  }

  #key(event: KeyboardEvent): void {
    const isHere = this.features.includes("open") || event.composedPath().includes(this);
    if (!isHere || event.defaultPrevented || this.#part<WindrowExport>("windrow-export")?.isOpen) return;
    if (event.key === "Escape" && this.isSheet && !this.renderRoot.querySelector(":popover-open")) return this.#sheet(false);
    const action = actionOf(event);
    if (!action || (action === "undo" || action === "redo" ? !this.features.includes("history") : false)) return;
    event.preventDefault();
    this.#do(action);
  }

  #do(action: Action): void {
    const settings = this.#part<WindrowSettings>("windrow-settings");
    const conversation = this.#part<WindrowConversation>("windrow-conversation");
    const limit = this.#settings.limit ?? 0;
    const range = settings?.range ?? [1, 1];
    const overlap = (by: number) =>
      this.#change({ overlap: Math.min(Math.max(Math.round(this.#settings.overlap * 100) + by, 0), 50) / 100 }, true);
    const actions: Record<Action, () => void> = {
      nextMessage: () => conversation?.step(1),
      prevMessage: () => conversation?.step(-1),
      nextPrompt: () => this.#step(1),
      prevPrompt: () => this.#step(-1),
      search: () => this.#part<HTMLInputElement>(".find input")?.focus(),
      open: () => this.features.includes("open") && this.#choose(),
      export: () => this.source.formats && this.#export(),
      copy: () => void this.#copy(this.prompt),
      link: () => void this.#link(),
      tab1: () => this.#tab("conversation"),
      tab2: () => this.#tab("prompts"),
      tab3: () => this.#tab("charts"),
      tab4: () => this.#tab("compare"),
      limitDown: () => this.#change({ limit: stepped(limit, -1, ...range) }, true),
      limitUp: () => this.#change({ limit: stepped(limit, 1, ...range) }, true),
      overlapDown: () => overlap(-1),
      overlapUp: () => overlap(1),
      filter: () => this.source.choices && this.#popover("filter", this.#part(".filter")),
      settings: () => this.#sheet(true),
      keys: () => this.#popover("keys"),
      undo: () => this.tell("undo", {}),
      redo: () => this.tell("redo", {}),
    };
    actions[action]();
  }

  /** Shows the settings where they are a sheet, and focuses them; or gives the focus back. */
  #sheet(isOpen: boolean): void {
    this.isSheet = isOpen;
    void this.updateComplete.then(() => {
      const settings = this.#part<WindrowSettings>("windrow-settings")?.renderRoot.querySelector("select");
      (isOpen ? settings : this.#part<HTMLElement>(".dock .main"))?.focus();
    });
  }

  async #link(): Promise<void> {
    await this.#toClipboard(location.href, this.words.linkCopied, this.words.copyAddress);
  }

  /** Copies a text, and says so, or how else it is had where the browser refuses: it may, or may have no clipboard. */
  async #toClipboard(text: string, copied: string, how: string): Promise<void> {
    try {
      await navigator.clipboard.writeText(text);
      this.#say(copied);
    } catch {
      this.#say(fill(this.words.notCopied, { how }));
    }
  }

  readonly #printing = () => this.#print(true);
  readonly #printed = () => this.#print(false);

  #print(all: boolean): void {
    if (all) this.#need("prompts");
    const prompts = this.#part<WindrowPrompts>("windrow-prompts");
    if (!prompts) return;
    [prompts.planned, prompts.all] = [this.#planned, all];
  }

  protected override updated(changed: Map<PropertyKey, unknown>): void {
    const { done } = this.loading ?? {};
    const bar = this.#part<HTMLElement>(".progress i");
    if (bar && done !== undefined) bar.style.width = `${done * 100}%`;
    if (changed.has("source")) this.#readSoon();
  }

  /** What a tab is given: the plan, if it is in sight; else it stays as it was, unless its rows are gone. */
  #for(tab: Tab): Planned | undefined | typeof noChange {
    const [planned, before] = [this.#planned, this.#stale.get(tab)];
    if (this.tab !== tab && before?.rows === planned?.rows) return noChange;
    this.#stale.set(tab, planned);
    return planned;
  }

  protected override render(): TemplateResult {
    const { words, source, tab } = this;
    const planned = this.#planned;
    const faults = this.#faults;
    const isWide = tab === "charts" || tab === "compare";
    return html`<div class="app${isWide ? " wide" : ""}${this.isSheet ? " sheet" : ""}${this.isDropping ? " dropping" : ""}" data-drop=${words.drop}>
      ${this.#head()}
      <windrow-settings part="settings" role="region" aria-label=${words.settings} .settings=${this.#settings} .planned=${planned} .faults=${faults} .template=${this.#settings.line || (source.template ?? "")} .example=${source.example ?? ""}
        .chats=${(source.chats ?? 0) > 1} .editable=${source.formats !== undefined}
        @change=${({ detail }: CustomEvent<{ settings: Partial<Settings>; done: boolean }>) => this.#change(detail.settings, detail.done)}
        @invalid=${({ detail }: CustomEvent<{ fields: Field[] }>) => (this.invalid = detail.fields)} @edit=${() => this.#export("line")} @close=${this.#closeSheet}></windrow-settings>
      <section class="strip" aria-label=${words.map}>${this.#map("horizontal")}</section>
      <div class="mid" role=${this.features.includes("open") ? "main" : nothing}>${this.#bar()}${this.#note() || html`<div></div>`}
        <div class=${tab === "conversation" && source.read ? "split two" : "split"}><div class="stack">
          <windrow-conversation part="conversation" class=${tab === "conversation" ? "" : "off"} .planned=${planned} .messages=${this.messages} .people=${source.people ?? []} .query=${this.query}
            @at=${({ detail }: CustomEvent<{ row: number; prompt: number }>) => this.#at(detail)}
            @copy=${({ detail }: CustomEvent<{ prompt: number }>) => void this.#copy(detail.prompt)} @view=${({ detail }: CustomEvent<{ prompt: number }>) => this.#view(detail.prompt)}></windrow-conversation>
          ${this.#needed.has("prompts") ? html`<windrow-prompts part="prompts" class=${tab === "prompts" ? "" : "off"} .planned=${this.#for("prompts")} .prompt=${this.prompt} @go=${({ detail }: CustomEvent<{ prompt: number }>) => this.open(detail.prompt)}></windrow-prompts>` : nothing}
          ${this.#needed.has("charts") ? html`<windrow-charts part="charts" class=${tab === "charts" ? "" : "off"} .planned=${this.#for("charts")} .cut=${source.cut} @change=${({ detail }: CustomEvent<{ settings: Partial<Settings>; done: boolean }>) => this.#change(detail.settings, detail.done)}></windrow-charts>` : nothing}
          ${this.#needed.has("compare") ? html`<windrow-compare part="compare" class=${tab === "compare" ? "" : "off"} .planned=${this.#for("compare")} .cut=${source.cut}></windrow-compare>` : nothing}
        </div>${
          tab === "conversation" && source.read
            ? html`<windrow-sent part="sent" .prompt=${this.read?.index === this.prompt ? this.read : undefined} .index=${this.prompt} .planned=${planned}
          @copy=${({ detail }: CustomEvent<{ prompt: number }>) => void this.#copy(detail.prompt)} @edit=${() => this.#export("line")}></windrow-sent>`
            : nothing
        }</div></div>
      ${
        isWide
          ? nothing
          : html`<aside class="map" aria-label=${words.map}><header><span>${words.map}</span><button class="btn quiet icon" aria-label=${this.by === "time" ? words.byMessage : words.byTime} title=${this.by === "time" ? words.byMessage : words.byTime} @click=${() => (this.by = this.by === "time" ? "message" : "time")}>${icon("dots")}</button></header>
        ${this.#map("vertical")}<div class="legend"><span class="m"><i></i>${words.legend.messages}</span><span><i></i><i></i>${words.legend.prompts}</span><span class="o"><i></i>${words.legend.repeated}</span></div></aside>`
      }
      ${this.#dock()}
      <p class="toast" role="status">${this.toast}</p><p class="unseen" id="said" aria-live="polite"></p>
      <p class="paper">${planned ? fill(words.printed, { limit: limitOf(planned) ?? "–", unit: unitOf(planned), overlap: percent(this.#settings.overlap, 0), cut: words.cuts[cutOf(this.#settings, planned.rows)].toLowerCase() }) : nothing}</p>
    </div>
    ${this.#popovers()}
    ${
      source.formats && this.#needed.has("export")
        ? html`<windrow-export .planned=${planned} .settings=${this.#settings} .formats=${source.formats} .prompt=${this.read?.index === this.prompt ? this.read : undefined} .index=${this.prompt} .template=${source.template ?? ""} .columns=${source.columns ?? []}
        .faults=${faults} .busy=${this.loading?.note} .failure=${this.failure?.sentence} .estimated=${source.estimated ?? false} .redacted=${source.redacted} .writing=${this.writing} .said=${this.said}
        @change=${({ detail }: CustomEvent<{ settings: Partial<Settings>; done: boolean }>) => this.#change(detail.settings, detail.done)} @go=${({
          detail,
        }: CustomEvent<{ prompt: number }>) => {
          this.open(detail.prompt);
          this.#readSoon();
        }}
        @copy=${({ detail }: CustomEvent<{ prompt: number }>) => void this.#copy(detail.prompt)} @save=${({ detail }: CustomEvent<PreviewEvents["save"]>) => this.tell("save", detail)} @cancel=${() => this.tell("stop", {})} @redact=${({ detail }: CustomEvent<{ on: boolean }>) => this.tell("redact", detail)}
        @toggle=${({ detail }: CustomEvent<{ open: boolean }>) => !detail.open && this.#part<HTMLElement>(".export")?.focus()}></windrow-export>`
        : nothing
    }`;
  }

  readonly #closeSheet = () => {
    this.isSheet = false;
    this.#part<HTMLElement>(".dock .main")?.focus();
  };

  #view(prompt: number): void {
    this.prompt = prompt;
    this.#export();
  }

  #head(): TemplateResult {
    const { words, source, loading, history, features } = this;
    const planned = this.#planned;
    const [first] = [...this.invalid, ...Object.keys(this.#faults)] as (Field | undefined)[];
    const fault =
      first === undefined
        ? ""
        : `${fill(words.notUsed, { f: words.fields[first] })} ${this.#isPartial || source.lineFault ? words.planWithout : words.planLast}`;
    const canOpen = features.includes("open");
    return html`<header class="head"><div class="brand">${logo}<span>windrow</span></div>
      <windrow-hero .planned=${planned} .name=${this.name} .sample=${source.sample ?? false} .people=${source.people?.length ?? 0} .chats=${source.chats ?? 0} .estimated=${source.estimated ?? false} .loading=${loading?.title ?? ""} .note=${loading?.note ?? ""} .fault=${fault} .detailed=${source.file !== undefined}
        @file=${() => this.#popover("file", this.#part("windrow-hero"))} @fault=${() => void this.#reveal()}></windrow-hero>
      <div class="acts"><span class="pair">${features.includes("history") ? html`<button class="btn quiet icon undo" aria-label=${words.undo} title=${words.undo} ?disabled=${!history.undo} @click=${() => this.tell("undo", {})}>${icon("undo")}</button><button class="btn quiet icon undo" aria-label=${words.redo} title=${words.redo} ?disabled=${!history.redo} @click=${() => this.tell("redo", {})}>${icon("redo")}</button>` : nothing}
        <button class="btn quiet icon more" aria-label=${words.more} title=${words.more} @click=${(event: Event) => this.#popover("menu", event.currentTarget as Element)}>${icon("dots")}</button></span>
        ${loading ? html`<button class="btn cancel" @click=${() => this.tell("cancel", {})}>${icon("close")}<span class="tx">${words.cancel}</span></button>` : canOpen ? html`<button class="btn ways" aria-label=${words.open} @click=${(event: Event) => this.#popover("ways", event.currentTarget as Element)}>${icon("open")}<span class="tx">${words.open}</span></button>` : nothing}
        ${source.formats ? html`<button class="btn primary export" ?disabled=${!planned} aria-disabled=${loading ? "true" : nothing} @click=${() => this.#export()}>${icon("down")}<span>${words.export}</span></button>` : nothing}</div>
      ${loading ? html`<div class=${loading.done === undefined ? "progress unknown" : "progress"} role="progressbar" aria-valuemin="0" aria-valuemax="100" aria-valuenow=${loading.done === undefined ? nothing : Math.round(loading.done * 100)} aria-label=${loading.title}><i></i></div>` : nothing}</header>`;
  }

  #map(orientation: "vertical" | "horizontal"): TemplateResult {
    return html`<windrow-minimap part="minimap" orientation=${orientation} .planned=${this.#planned} .row=${this.row} .prompt=${this.prompt} .hits=${this.hits ?? new Uint32Array()} .by=${this.by} @go=${({ detail }: CustomEvent<{ row: number }>) => this.#go(detail.row)}></windrow-minimap>`;
  }

  #bar(): TemplateResult {
    const { words, source, tab, hits, query } = this;
    const isList = tab === "conversation" || tab === "prompts";
    const key = (event: KeyboardEvent) => {
      if (event.key === "Enter") this.#hit(event.shiftKey ? -1 : 1);
      if (event.key !== "Escape") return;
      // A second time, keys are those of the page again.
      if (!query) (event.target as HTMLElement).blur();
      this.#search("");
    };
    const move = (event: KeyboardEvent) => {
      const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (by === undefined) return;
      event.preventDefault();
      this.#tab(TABS[(TABS.indexOf(tab) + by + TABS.length) % TABS.length]!);
      void this.updateComplete.then(() => this.#part<HTMLElement>('.tab[aria-selected="true"]')?.focus());
    };
    const filters = chosenIn(source.filter);
    const filterLabel = filters > 0 ? fill(words.filterOn, { n: filters }) : words.filter;
    const at = hits && this.#here !== undefined ? hits.indexOf(this.#here) + 1 : 0;
    return html`<div class="bar"><div class="tabs" role="tablist" @keydown=${move}>${TABS.map((name) => html`<button class="tab" role="tab" data-t=${words.tabs[name]} aria-selected=${String(name === tab)} tabindex=${name === tab ? 0 : -1} @click=${() => this.#tab(name)}>${words.tabs[name]}</button>`)}</div>
      ${isList && source.find ? html`<div class=${query ? "find full" : "find"}>${icon("find")}<input class="field" type="search" placeholder=${words.search} aria-label=${words.search} .value=${query} @input=${({ target }: Event) => this.#search((target as HTMLInputElement).value)} @keydown=${key}>${query && hits ? html`<span class="hits" role="status">${hits.length === 0 ? words.noHits : fill(words.hits, { i: Math.max(at, 1), n: hits.length })}</span>` : html`<kbd>/</kbd>`}</div>` : nothing}
      ${source.choices ? html`<button class="btn quiet icon hide-s filter${filters > 0 ? " on" : ""}" aria-label=${filterLabel} title=${filterLabel} @click=${(event: Event) => this.#popover("filter", event.currentTarget as Element)}>${icon("filter")}</button>` : nothing}
      ${isList ? this.#stepper(false) : nothing}</div>`;
  }

  #stepper(isShort: boolean): TemplateResult {
    const { words, prompt } = this;
    const length = this.#planned?.length ?? 0;
    return html`<div class="step"><button class="btn quiet icon" aria-label=${words.prev} title=${words.prev} ?disabled=${prompt <= 0} @click=${() => this.#step(-1)}>${icon("left")}</button><span>${isShort ? html`<b>${count(prompt + 1)}</b>/${length === 0 ? "…" : count(length)}` : rich(words.step, { n: prompt + 1, of: length === 0 ? "…" : length })}</span><button class="btn quiet icon" aria-label=${words.next} title=${words.next} ?disabled=${prompt >= length - 1} @click=${() => this.#step(1)}>${icon("right")}</button></div>`;
  }

  #note(): TemplateResult | undefined {
    const { words, source, failure } = this;
    const close = (of: unknown) =>
      html`<button class="btn quiet icon x" aria-label=${words.dismiss} @click=${() => (this.dismissed = of)}>${icon("close")}</button>`;
    if (failure && this.dismissed !== failure)
      return html`<div class="note failed" role="alert">${icon("bad")}<span><b>${failure.sentence}</b> <bdi class="detail">${failure.detail ?? ""}</bdi></span>${close(failure)}</div>`;
    if (this.loading) return undefined;
    if (this.#planned?.rows.length === 0 && leavesOut(source.filter))
      return html`<div class="note" role="status">${icon("filter")}<span>${words.filteredOut}</span><button class="link" @click=${() => this.tell("filter", { filter: {} })}>${words.clearFilter}</button></div>`;
    if (this.tab !== "conversation") return undefined;
    if (source.sample && this.features.includes("open"))
      return html`<div class="note invite">${icon("open")}<span>${rich(words.empty)} <button class="link" @click=${() => this.#choose()}>${words.choose}</button>. ${words.stays}</span></div>`;
    const { problems = [], dates } = source.file ?? {};
    const parts = [
      ...problems.map((problem) => problemText(problem)),
      ...(source.systemLeft ? [html`${fill(words.systemLeft, { n: source.systemLeft })}`] : []),
      ...(dates ? [html`${rich(dates === "DMY" ? words.dayMonth : words.monthDay)}`] : []),
    ];
    if (parts.length === 0 || this.dismissed === source.file) return undefined;
    return html`<div class="note" role="status">${icon("info")}<span>${parts.slice(0, 3).map((part, i) => html`${i > 0 ? html` <span class="sep">·</span> ` : nothing}${part}`)}</span>
      ${problems.length > 0 ? html`<button class="link" @click=${() => this.#popover("file", this.#part("windrow-hero"))}>${words.show}</button>` : nothing}
      ${dates ? html`<button class="link" @click=${() => this.tell("dates", { order: dates === "DMY" ? "MDY" : "DMY" })}>${words.switch}</button>` : nothing}${close(source.file)}</div>`;
  }

  #dock(): TemplateResult {
    const { words, source } = this;
    const { limit, overlap } = this.#settings;
    const cut = cutOf(this.#settings, this.#rows);
    return html`<nav class="dock" aria-label=${words.settings}><button class="btn main" aria-expanded=${String(this.isSheet)} @click=${() => this.#sheet(!this.isSheet)}>${icon("settings")}${words.settings}<span class="what">${limit === undefined ? "" : `${short(limit)} · `}${percent(overlap, 0)} · ${words.cuts[cut].toLowerCase()}</span></button>${this.#stepper(true)}
      ${source.formats ? html`<button class="btn primary out" ?disabled=${!this.#planned} aria-disabled=${this.loading ? "true" : nothing} @click=${() => this.#export()}>${icon("down")}${words.export}</button>` : nothing}</nav>`;
  }

  #popovers(): TemplateResult {
    const { words, source } = this;
    const picked = ({ target }: Event) => {
      const input = target as HTMLInputElement;
      const files = [...(input.files ?? [])];
      // Else the same file, mended, could not be chosen again.
      input.value = "";
      this.#open(files);
    };
    return html`${
      this.features.includes("open")
        ? html`<div popover id="ways" role="dialog" aria-label=${words.open}>${this.#needed.has("ways") ? this.#ways() : nothing}</div>
        <input type="file" id="files" class="unseen" multiple tabindex="-1" aria-hidden="true" @change=${picked}>`
        : nothing
    }
      <div popover id="file" role="dialog" aria-label=${words.fileColumns}>${this.#needed.has("file") ? html`<windrow-file .name=${this.name} .file=${source.file} @columns=${({ detail }: CustomEvent<PreviewEvents["columns"]>) => this.tell("columns", detail)} @dates=${({ detail }: CustomEvent<PreviewEvents["dates"]>) => this.tell("dates", detail)} @count=${() => this.tell("count", {})}></windrow-file>` : nothing}</div>
      <div popover id="filter" role="dialog" aria-label=${words.filter}>${this.#needed.has("filter") ? html`<windrow-filter .choices=${source.choices} .filter=${source.filter ?? {}} @filter=${({ detail }: CustomEvent<PreviewEvents["filter"]>) => this.tell("filter", detail)}></windrow-filter>` : nothing}</div>
      <div popover id="keys" role="dialog" aria-label=${words.menu.keys}><h3>${words.menu.keys}</h3>${this.#needed.has("keys") ? html`<windrow-keys></windrow-keys>` : nothing}</div>
      <div popover id="menu" role="dialog" aria-label=${words.more}>${this.#needed.has("menu") ? this.#menu() : nothing}</div>`;
  }

  #ways(): TemplateResult {
    const { words } = this;
    return html`<div class="dropzone">${icon("down", 20)}<span>${rich(words.dropHere)}</span><span class="cap">${words.reads}</span></div>
        ${item("open", words.ways.files, () => this.#choose(), html`<kbd>O</kbd>`)}${item("paste", words.ways.paste, () => this.#say(words.pasteHint), html`<kbd>Ctrl V</kbd>`)}${item("eye", words.ways.sample, () => this.tell("sample", {}))}<p class="cap pad">${words.stays}</p>`;
  }

  #menu(): TemplateResult {
    const { words, source, features, theme } = this;
    const has = (feature: Feature) => features.includes(feature);
    const chooseLanguage = () => {
      const next = LANGUAGES[(LANGUAGES.indexOf(language()) + 1) % LANGUAGES.length]!;
      setLanguage(next);
      this.tell("language", { language: next });
      this.requestUpdate();
    };
    return html`<div class="narrow">${has("history") ? html`${item("undo", words.undo, () => this.tell("undo", {}))}${item("redo", words.redo, () => this.tell("redo", {}))}` : nothing}${source.file ? item("open", words.fileColumns, () => this.#popover("file", this.#part("windrow-hero"))) : nothing}${source.choices ? item("filter", words.filter, () => this.#popover("filter", this.#part(".more"))) : nothing}</div>
        ${has("history") ? item("link", words.menu.link, () => void this.#link(), html`<kbd>L</kbd>`) : nothing}
        ${has("session") && !source.sample ? item("keep", this.kept ? words.menu.forget : words.menu.keep, () => this.tell("session", { keep: !this.kept })) : nothing}
        ${item("globe", words.menu.language, chooseLanguage, html`<span class="cap">${words.language}</span>`)}
        ${has("theme") ? item("moon", words.menu.theme, () => this.tell("theme", { theme: THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length]! }), html`<span class="cap">${words.themes[theme]}</span>`) : nothing}
        ${item("keys", words.menu.keys, () => this.#popover("keys"), html`<kbd>?</kbd>`)}`;
  }
}

/** A line of a menu, which closes the menu. */
/** The element that has the focus, in whatever shadow it is. */
function focused(): HTMLElement | undefined {
  let element = document.activeElement;
  while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
  return (element as HTMLElement | null) ?? undefined;
}

/** The first button or field, in whatever shadow it is. */
function firstControl(root: ParentNode): HTMLElement | undefined {
  for (const element of root.querySelectorAll<HTMLElement>("*")) {
    if (element.matches("button:enabled, select:enabled, input:enabled")) return element;
    const within = element.shadowRoot && firstControl(element.shadowRoot);
    if (within) return within;
  }
  return undefined;
}

function item(
  name: Parameters<typeof icon>[0],
  text: string,
  run: () => void,
  right: TemplateResult | typeof nothing = nothing,
): TemplateResult {
  return html`<button class="item" @click=${(event: Event) => {
    (event.currentTarget as Element).closest<HTMLElement>("[popover]")?.hidePopover();
    run();
  }}>${icon(name)}<span>${text}</span>${right}</button>`;
}

define("windrow-preview", WindrowPreview);
