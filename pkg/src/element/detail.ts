import { html, nothing, type ReactiveController, type ReactiveControllerHost, type TemplateResult } from "lit";
import { count, plural, time } from "./format.js";
import type { MessageColumn, MessageProvider } from "./messages.js";
import { reason } from "./reason.js";
import { firstTimeOf, lastTimeOf, sizeOf } from "./window-facts.js";
import { range, type Windows } from "./windows.js";

/** What is asked for at a time: nobody reads more, and the page stays quick. */
const MOST_ROWS = 500;
const MOST_CHARACTERS = 100_000;
/** From here on a text is folded up. */
const LONG = { characters: 1_200, lines: 14 };

const CLOSED = "Open one to read its rows: those repeated from the window before, and fresh ones.";

interface Opened {
  windows: Windows;
  index: number;
  columns: MessageColumn[];
}

/** The rows of one window, and why it ends where it does. */
export class Detail implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  #newest = 0;
  #opened: Opened | undefined;
  #problem = "";
  #isBusy = false;
  #unfolded = new Set<number>();
  #isNew = false;

  constructor(host: ReactiveControllerHost & HTMLElement) {
    this.#host = host;
    host.addController(this);
  }

  get index(): number | undefined {
    return this.#opened?.index;
  }

  clear(): void {
    this.#newest++;
    this.#opened = undefined;
    this.#problem = "";
    this.#isBusy = false;
    this.#host.requestUpdate();
  }

  async open(windows: Windows, index: number, provider: MessageProvider | undefined): Promise<void> {
    const number = ++this.#newest;
    const [start, , end] = range(windows, index);
    this.#isBusy = true;
    this.#host.requestUpdate();
    try {
      const columns = (await provider?.({ start, end: Math.min(end, start + MOST_ROWS) })) ?? [];
      if (number !== this.#newest) return;
      this.#opened = { windows, index, columns };
      this.#problem = "";
      this.#isNew = true;
      this.#unfolded.clear();
    } catch (error) {
      if (number !== this.#newest) return;
      this.#opened = undefined;
      this.#problem = error instanceof Error ? error.message : String(error);
    }
    this.#isBusy = false;
    this.#host.requestUpdate();
  }

  hostUpdated(): void {
    if (!this.#isNew) return;
    this.#isNew = false;
    const section = this.#host.shadowRoot?.querySelector("#detail");
    section?.querySelector(".scroll")?.scrollTo(0, 0);
    // Where the panes are below each other, what was opened may be out of sight.
    const top = section?.getBoundingClientRect().top ?? 0;
    if (top > 0.8 * innerHeight) section?.scrollIntoView();
  }

  render(): TemplateResult {
    const opened = this.#opened;
    return html`<section class="card" id="detail" part="detail" aria-labelledby="detail-heading" aria-busy=${this.#isBusy ? "true" : nothing}>
      <h2 id="detail-heading">${opened ? `Window ${count(opened.index)}` : "No window opened"}</h2>
      ${opened
        ? html`<p class="reason">${reason(opened.windows, opened.index)}</p>
            <p class="facts">${facts(opened.windows, opened.index).map((fact) => html`<span>${fact}</span> `)}</p>`
        : html`<p class="facts">${CLOSED}</p>`}
      <p class="alert" role="alert">${this.#problem}</p>
      <div class="scroll" tabindex="0" role="region" aria-label="Rows of the window" ?hidden=${!opened || opened.columns.length === 0}>
        ${opened ? this.#rows(opened) : nothing}
      </div>
    </section>`;
  }

  #rows({ windows, index, columns }: Opened): TemplateResult {
    const [start, fresh, end] = range(windows, index);
    const shown = Math.min(end, start + MOST_ROWS);
    const group = (kind: string, title: string, from: number, to: number) => {
      if (from >= Math.min(to, shown)) return nothing;
      const lines = Array.from({ length: Math.min(to, shown) - from }, (_, i) => this.#row(columns, from - start + i, from + i));
      return html`<h3 class=${kind}>${title}: ${plural(to - from, "row")}</h3><ol class=${kind}>${lines}</ol>`;
    };
    return html`${group("repeated", `Repeated from window ${count(index - 1)}`, start, fresh)} ${group("fresh", "Fresh", fresh, end)}
    ${end > shown ? html`<p class="more">and ${plural(end - shown, "more row")}</p>` : nothing}`;
  }

  #row(columns: readonly MessageColumn[], place: number, position: number): TemplateResult {
    const value = (column: MessageColumn | undefined) => column?.values.at(place) ?? null;
    const fields = columns.filter(({ role }) => role === undefined);
    const [text, when] = ["text", "time"].map((wanted) => columns.find(({ role }) => role === wanted));
    return html`<li>
      <p class="meta">
        <span class="position">${count(position)}</span>
        ${when ? html`<time>${value(when) ?? ""}</time>` : nothing}
        ${fields.map((field) => html`<span class="field">${field.name} <bdi>${value(field) ?? "–"}</bdi></span> `)}
      </p>
      ${this.#text(value(text), position)}
    </li>`;
  }

  #text(text: string | null, position: number): TemplateResult {
    if (!text) return html`<p class="nothing">${text === null ? "no text" : "empty text"}</p>`;
    const isFolded = isLong(text) && !this.#unfolded.has(position);
    const more = text.length - MOST_CHARACTERS;
    return html`<p class=${isFolded ? "text folded" : "text"} dir="auto" tabindex=${isLong(text) ? -1 : nothing}>${text.slice(0, MOST_CHARACTERS)}</p>
      ${isFolded
        ? html`<button type="button" class="unfold" @click=${(event: Event) => this.#unfold(event, position)}>Show the whole text (${plural(text.length, "character")})</button>`
        : nothing}
      ${more > 0 ? html`<p class="more">and ${plural(more, "more character")}</p>` : nothing}`;
  }

  #unfold({ currentTarget }: Event, position: number): void {
    // Focus must go somewhere when its button goes.
    (currentTarget as HTMLElement).parentElement?.querySelector<HTMLElement>(".text")?.focus({ preventScroll: true });
    this.#unfolded.add(position);
    this.#host.requestUpdate();
  }
}

function facts(windows: Windows, index: number): string[] {
  const [start, fresh, end] = range(windows, index);
  const { timeUnit, measure } = windows;
  const facts = [
    `start ${count(start)}, end ${count(end)}`,
    `${plural(end - start, "row")}: ${count(fresh - start)} repeated, ${count(end - fresh)} fresh`,
  ];
  if (measure !== undefined) facts.push(`${count(sizeOf(windows, index))} ${measure}`);
  if (timeUnit) facts.push(`${time(firstTimeOf(windows, index))} to ${time(lastTimeOf(windows, index))}`);
  return facts;
}

function isLong(text: string): boolean {
  return text.length > LONG.characters || text.split("\n", LONG.lines + 1).length > LONG.lines;
}
