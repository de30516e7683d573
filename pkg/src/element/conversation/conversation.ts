import { html, nothing, type PropertyDeclarations, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { icon } from "../base/icons.js";
import { base, panel } from "../base/controls.js";
import { define, WindrowElement } from "../base/element.js";
import { type Message, type MessageProvider, Messages } from "../plan/messages.js";
import { DAY, limitOf, type Planned, promptAt, reasonOf, rowColumns } from "../plan/index.js";
import { clockTime, count, fill, longDay, rich } from "../words/index.js";
import { unitOf, whyText } from "../words/plan.js";
import { type Lane, lanesAt, marksBefore } from "./lanes.js";
import { People } from "./people.js";
import { styles } from "./styles.js";
import { Window } from "./window.js";

/** A name and a time are shown once for messages of one person that are no further apart, in milliseconds. */
const RUN = 20 * 60_000;
/** What is shown of a long text until it is unfolded. */
const FOLDED = { characters: 1_200, lines: 12, shown: 2_000 };

export interface ConversationEvents {
  /** Another message is in the middle. */
  at: { row: number; prompt: number };
  copy: { prompt: number };
  view: { prompt: number };
}

/**
 * `<windrow-conversation>`: each message once, in order; prompts are lanes beside them, and cuts lines between them.
 * Of a million messages, those in sight are elements. Fires `at`, `copy` and `view`.
 *
 * @csspart list the list that scrolls
 */
export class WindrowConversation extends WindrowElement<ConversationEvents> {
  /** Its own styles; colours and sizes are custom properties. */
  static override readonly styles = [...base, panel, styles];
  static override readonly properties: PropertyDeclarations = {
    planned: { attribute: false },
    messages: { attribute: false },
    people: { attribute: false },
    query: { type: String },
  };

  /** The plan to show. */
  declare planned: Planned | undefined;
  /** Gives the messages of a range of rows. */
  declare messages: MessageProvider | undefined;
  /** Who writes, by how much. */
  declare people: readonly string[];
  /** What is searched for: it is marked in the messages. */
  declare query: string;

  #texts: Messages | undefined;
  #people = new People();
  #open = new Set<number>();
  #here = -1;
  #told = -1;
  readonly #window = new Window(
    () => this.#parts(),
    () => this.now(),
    () => this.#scrolled(),
  );

  constructor() {
    super();
    this.people = [];
    this.query = "";
  }

  /** The row in the middle of what is in sight. */
  get row(): number {
    return this.#window.middle;
  }

  /** Shows a row, a third of the way down. */
  go(row: number, mark = false): void {
    this.#here = mark ? row : -1;
    this.#window.go(row);
    this.#tellPlace();
  }

  /** Shows where a prompt begins. */
  goPrompt(index: number): void {
    const start = this.planned?.start[index];
    if (start !== undefined) this.go(start);
  }

  /** Goes so many messages on. */
  step(by: number): void {
    const from = this.#here >= 0 ? this.#here : this.row;
    this.go(Math.min(Math.max(from + by, 0), (this.planned?.rows.length ?? 1) - 1), true);
  }

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (changed.has("people")) this.#people = new People(this.people);
    const before = changed.get("planned") as Planned | undefined;
    const isOther = changed.has("planned") && before?.rows !== this.planned?.rows;
    if (changed.has("messages") || isOther) {
      const length = this.planned?.rows.length ?? 0;
      this.#texts = this.messages && new Messages(this.messages, length, () => this.#arrived());
      if (isOther) {
        this.#open = new Set();
        this.#here = this.#told = -1;
        this.#window.reset(length);
      }
    }
    this.#texts?.want(this.#window.first, this.#window.last);
    // Marks come and go: the message in the middle keeps its place.
    this.#window.hold(changed.has("planned"));
  }

  protected override updated(): void {
    this.#window.place();
    this.#texts?.want(this.#window.first, this.#window.last);
  }

  #arrived(): void {
    this.requestUpdate();
  }

  #parts() {
    const root = this.shadowRoot;
    const [scroller, space, block] = [".panel", ".space", ".block"].map((name) => root?.querySelector<HTMLElement>(name));
    return scroller && space && block ? { scroller, space, block } : undefined;
  }

  /** What was gone to is what is read, however many messages are above the middle. */
  #scrolled(): void {
    if (!this.#window.isAnchored) this.#tellPlace();
  }

  #tellPlace(): void {
    const { planned, row } = this;
    if (!planned || row === this.#told || planned.length === 0) return;
    this.#told = row;
    this.tell("at", { row, prompt: promptAt(planned, row) });
  }

  protected override render(): TemplateResult {
    const { planned, words } = this;
    if (!planned) return html`<div class="panel" part="list" tabindex="0"><ol class="block">${bones()}</ol></div>`;
    if (planned.rows.length === 0) return html`<p class="empty">${words.heroEmpty}</p>`;
    const { first, last } = this.#window;
    const rows = Array.from({ length: last - first }, (_, i) => first + i);
    return html`<div class="panel" part="list" tabindex="0" role="group" aria-label=${words.tabs.conversation} @scroll=${() => this.#window.scrolled()} @keydown=${this.#key}>
      <div class="space"><ol class="block">${repeat(
        rows,
        (row) => row,
        (row) => this.#row(planned, row),
      )}${last === planned.rows.length ? this.#end(planned, planned.length - 1, []) : nothing}</ol></div>
    </div>`;
  }

  #key(event: KeyboardEvent): void {
    const places: Record<string, number> = { Home: 0, End: (this.planned?.rows.length ?? 1) - 1 };
    const row = places[event.key];
    if (row === undefined || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    this.go(row);
  }

  /** What stands before a row, and the row. */
  #row(planned: Planned, row: number): TemplateResult {
    const { time } = rowColumns(planned.rows);
    const [message, before] = [this.#texts?.at(row), row > 0 ? this.#texts?.at(row - 1) : undefined];
    const lanes = lanesAt(planned, row);
    const { ends, begins } = marksBefore(planned, row);
    const [at, since] = [time?.[row], row > 0 ? time?.[row - 1] : undefined];
    const isNewChat =
      message !== undefined && message.chat !== "" && (row === 0 || (before !== undefined && before.chat !== message.chat));
    const isNewDay = at !== undefined && (since === undefined || Math.floor(at / DAY) !== Math.floor(since / DAY));
    const hasHead = isNewDay || isNewChat || (row === this.#window.first && at !== undefined);
    const isMarked = ends !== undefined || begins !== undefined || hasHead;
    const isRun =
      isMarked ||
      before === undefined ||
      message?.author !== before.author ||
      before.kind === "system" ||
      (at ?? 0) - (since ?? 0) > RUN;
    return html`${begins === undefined ? nothing : this.#begin(planned, begins, lanes)}${ends === undefined ? nothing : this.#end(planned, ends, lanes)}${
      hasHead
        ? html`<li class=${lanes.some(({ repeated }) => repeated) ? "day rep" : "day"}>${rail(lanes)}<h2>${at === undefined ? nothing : longDay(at)}${
            message?.chat ? html`<bdi class="in">${message.chat}</bdi>` : nothing
          }</h2></li>`
        : nothing
    }${this.#message(row, message, lanes, at, isRun)}`;
  }

  #message(row: number, message: Message | undefined, lanes: Lane[], at: number | undefined, isRun: boolean): TemplateResult {
    const repeated = lanes.some(({ repeated }) => repeated) ? " rep" : "";
    const length = this.planned!.rows.length;
    if (!message)
      return html`<li class="row run${repeated}" data-row=${row} aria-hidden="true">${rail(lanes)}<div class="said"><div class="bone w${row % 5}"></div></div></li>`;
    const clock = at === undefined ? nothing : html`<time>${clockTime(at)}</time>`;
    if (message.kind === "system") {
      return html`<li class="sys${repeated}" data-row=${row} aria-setsize=${length} aria-posinset=${row + 1}>${rail(lanes)}${clock}<div class="said"><p>${message.text}</p></div></li>`;
    }
    const { hue, ring, initials } = this.#people.of(message.author);
    const who =
      message.author === ""
        ? nothing
        : html`<div class="who h${hue}"><b class=${ring ? "disc ring" : "disc"} aria-hidden="true">${initials}</b><bdi title=${message.author.length > 12 ? message.author : nothing}>${message.author}</bdi></div>`;
    return html`<li class="row${isRun ? " run" : ""}${repeated}${row === this.#here ? " here" : ""}" data-row=${row} aria-setsize=${length} aria-posinset=${row + 1}>${rail(lanes)}${
      isRun ? html`${clock}${who}` : nothing
    }${this.#said(row, message)}</li>`;
  }

  #said(row: number, { text, kind }: Message): TemplateResult {
    const { words } = this;
    if (kind === "media" && (text === "" || /^\P{L}*<[^<>]+>\P{L}*$/u.test(text))) {
      return html`<div class="said"><span class="media" title=${text}>${icon("photo")}${words.photo}</span></div>`;
    }
    const isLong =
      !this.#open.has(row) && (text.length > FOLDED.characters || text.split("\n", FOLDED.lines + 1).length > FOLDED.lines);
    const shown = isLong ? text.slice(0, FOLDED.shown) : text;
    return html`<div class=${isLong ? "said fold" : "said"}><p>${kind === "media" ? html`<span class="media">${icon("photo")}</span> ` : nothing}${marked(shown, this.query)}</p>${
      isLong
        ? html`<button class="link" @click=${() => this.#unfold(row)}>${fill(words.expand, { n: text.length })}</button>`
        : nothing
    }</div>`;
  }

  #unfold(row: number): void {
    this.#open.add(row);
    this.requestUpdate();
  }

  #begin({ start, fresh }: Planned, index: number, lanes: Lane[]): TemplateResult {
    const { words } = this;
    const own = index % 2 === 0 ? "a" : "b";
    const others = lanes.filter(({ lane }) => lane !== own);
    return html`<li class=${others.some(({ repeated }) => repeated) ? "begin on" : "begin"} data-begin=${index}><span class="rail" aria-hidden="true">${others.map(({ lane, repeated }) => html`<i class="${lane}${repeated ? " r" : ""}"></i>`)}<i class="${own} r cap-t"></i></span>
      <div class="t"><div>${rich(words.begins, { n: index + 1 })} ${fill(words.repeatedFrom, { k: fresh[index]! - start[index]!, q: index })}</div></div></li>`;
  }

  #end(planned: Planned, index: number, lanes: Lane[]): TemplateResult {
    const { words } = this;
    const { sizes, start, fresh, oversize, length } = planned;
    const [own, next] = index % 2 === 0 ? ["a", "b"] : ["b", "a"];
    const isLast = index === length - 1;
    const overlaps = !isLast && start[index + 1]! < fresh[index + 1]!;
    const limit = limitOf(planned);
    const size =
      limit === undefined
        ? `${count(sizes[index]!)} ${unitOf(planned)}`
        : fill(words.of, { a: sizes[index]!, b: limit, unit: unitOf(planned) });
    const n = index + 1;
    return html`<li class="end${overlaps ? " rep" : ""}${oversize[index] ? " over" : ""}" data-end=${index}><span class="rail" aria-hidden="true"><i class="${own} cap-b"></i>${
      overlaps ? html`<i class="${next} r cap-b0"></i>` : nothing
    }${lanes.some(({ lane }) => lane === next) ? html`<i class="${next} cap-t"></i>` : nothing}</span>
      <div class="t"><div class="pill"><b>${fill(words.ends, { n })}</b><span class="dot1">·</span><i class="brk"></i><em>${whyText(reasonOf(planned, index))}</em><span>·</span><em>${size}</em></div><hr>${
        overlaps || isLast ? nothing : html`<span class="next">${fill(words.starts, { n: n + 1 })}</span>`
      }
        <div class="do"><button class="btn view" title=${words.view} @click=${() => this.tell("view", { prompt: index })}>${icon("eye")}<span class="tx">${words.view}</span></button><button class="btn" title=${fill(words.copyN, { n })} aria-label=${fill(words.copyN, { n })} @click=${() => this.tell("copy", { prompt: index })}>${icon("copy")}<span class="tx">${fill(words.copyN, { n })}</span></button></div></div></li>`;
  }
}

function rail(lanes: Lane[]): TemplateResult {
  return html`<span class="rail" aria-hidden="true">${lanes.map(({ lane, repeated }) => html`<i class="${lane}${repeated ? " r" : ""}"></i>`)}</span>`;
}

function bones(): TemplateResult[] {
  return Array.from(
    { length: 26 },
    (_, i) => html`<li class="row run" aria-hidden="true"><div class="said"><div class="bone w${i % 5}"></div></div></li>`,
  );
}

/** A text, in which what is searched for is marked, in capitals or not. */
function marked(text: string, query: string): TemplateResult | string | (string | TemplateResult)[] {
  if (query === "" || text.length > 100_000) return text;
  const [folded, wanted] = [text.toLowerCase(), query.toLowerCase()];
  // Letters that change their length with their case would move the places.
  if (folded.length !== text.length) return text;
  const parts: (string | TemplateResult)[] = [];
  let from = 0;
  for (let at = folded.indexOf(wanted); at >= 0; at = folded.indexOf(wanted, from)) {
    parts.push(text.slice(from, at), html`<mark>${text.slice(at, at + wanted.length)}</mark>`);
    from = at + wanted.length;
  }
  return [...parts, text.slice(from)];
}

define("windrow-conversation", WindrowConversation);
