import { identifier } from "windrow/duckdb";
import type { Database } from "./database.js";
import { find, make, sentence } from "./dom.js";
import { count, plural, time } from "./format.js";
import type { Messages } from "./load.js";
import { range, type Windows } from "./plan.js";

/** What is read at a time: nobody reads more, and the page stays quick. */
const MOST_ROWS = 500;
const MOST_CHARACTERS = 100_000;
/** From here on a text is folded up. */
const LONG = { characters: 1_200, lines: 14 };

const CLOSED = "Open one to read its rows: those repeated from the window before, and fresh ones.";

type Row = (string | null)[];

/** The rows of one window, read from the database by one query. */
export class Detail {
  readonly #database: Promise<Database>;
  readonly #section = find("#detail");
  readonly #heading = find("#detail-heading");
  readonly #facts = find("#detail .facts");
  readonly #alert = find("#detail .alert");
  readonly #list = find("#detail .scroll");
  #newest = 0;

  constructor(database: Promise<Database>) {
    this.#database = database;
    this.#list.addEventListener("click", ({ target }) => {
      if (target instanceof HTMLButtonElement) unfold(target);
    });
  }

  clear(): void {
    this.#newest++;
    this.#heading.textContent = "No window opened";
    this.#facts.textContent = CLOSED;
    this.#alert.textContent = "";
    this.#list.hidden = true;
    this.#list.replaceChildren();
    this.#section.removeAttribute("aria-busy");
  }

  async open(messages: Messages, windows: Windows, index: number): Promise<void> {
    const number = ++this.#newest;
    this.#section.setAttribute("aria-busy", "true");
    try {
      const rows = await this.#read(messages, windows, index);
      if (number === this.#newest) this.#show(messages, windows, index, rows);
    } catch (error) {
      if (number !== this.#newest) return;
      this.clear();
      this.#alert.textContent = sentence(error);
    }
  }

  async #read(messages: Messages, windows: Windows, index: number): Promise<Row[]> {
    const [start, , end] = range(windows, index);
    const columns = messages.columns.map((name) => `${identifier(name)}::VARCHAR`);
    const database = await this.#database;
    const rows = await database.read(
      `SELECT ${columns.join(", ")} FROM ${identifier(messages.table)}
       WHERE rowid >= ${start} AND rowid < ${Math.min(end, start + MOST_ROWS)} ORDER BY rowid`,
    );
    return rows as Row[];
  }

  #show(messages: Messages, windows: Windows, index: number, rows: Row[]): void {
    const [start, fresh, end] = range(windows, index);
    this.#heading.textContent = `Window ${count(index)}`;
    const spans = facts(windows, index).map((fact) => make("span", "", fact));
    this.#facts.replaceChildren(...spans.flatMap((span) => [span, " "]));
    this.#alert.textContent = "";
    const group = (kind: string, title: string, from: number, to: number) => {
      const shown = rows.slice(from - start, to - start);
      if (shown.length === 0) return [];
      const lines = shown.map((row, i) => line(messages, row, from + i));
      const heading = make("h3", kind, `${title}: ${plural(to - from, "row")}`);
      return [heading, make("ol", kind, ...lines)];
    };
    this.#list.replaceChildren(
      ...group("repeated", `Repeated from window ${count(index - 1)}`, start, fresh),
      ...group("fresh", "Fresh", fresh, end),
    );
    const more = end - start - rows.length;
    if (more > 0) this.#list.append(make("p", "more", `and ${plural(more, "more row")}`));
    this.#list.hidden = false;
    this.#list.scrollTop = 0;
    this.#section.removeAttribute("aria-busy");
    // Where the panes are below each other, what was opened may be out of sight.
    const { top } = this.#section.getBoundingClientRect();
    if (top > 0.8 * innerHeight) this.#section.scrollIntoView();
  }
}

function facts(windows: Windows, index: number): string[] {
  const [start, fresh, end] = range(windows, index);
  const { firstTime, lastTime, timeUnit, bytes, oversize } = windows;
  const [from, to] = [firstTime?.[index], lastTime?.[index]];
  const facts = [
    `start ${count(start)}, end ${count(end)}`,
    `${plural(end - start, "row")}: ${count(fresh - start)} repeated, ${count(end - fresh)} fresh`,
    plural(bytes[index] ?? 0, "byte"),
  ];
  if (from !== undefined && to !== undefined && timeUnit) {
    facts.push(`${time(from, timeUnit)} to ${time(to, timeUnit)}`);
  }
  if (oversize[index]) facts.push("oversize: this row alone exceeds a limit");
  return facts;
}

function line({ columns, choice }: Messages, row: Row, position: number): HTMLLIElement {
  const meta = make("p", "meta", make("span", "position", count(position)));
  let text: string | null = null;
  columns.forEach((name, i) => {
    const value = row[i] ?? null;
    if (name === choice.text) text = value;
    else if (name === choice.time) meta.append(" ", make("time", "", value ?? ""));
    else meta.append(" ", make("span", "field", name, " ", make("bdi", "", value ?? "–")));
  });
  return make("li", "", meta, ...body(text));
}

function body(text: string | null): HTMLElement[] {
  if (!text) return [make("p", "nothing", text === null ? "no text" : "empty text")];
  const shown = make("p", "text", text.slice(0, MOST_CHARACTERS));
  shown.dir = "auto";
  const parts: HTMLElement[] = [shown];
  if (isLong(text)) {
    shown.classList.add("folded");
    const size = plural(text.length, "character");
    const button = make("button", "unfold", `Show the whole text (${size})`);
    button.type = "button";
    parts.push(button);
  }
  if (text.length > MOST_CHARACTERS) {
    parts.push(make("p", "more", `and ${plural(text.length - MOST_CHARACTERS, "more character")}`));
  }
  return parts;
}

function isLong(text: string): boolean {
  return text.length > LONG.characters || text.split("\n", LONG.lines + 1).length > LONG.lines;
}

function unfold(button: HTMLButtonElement): void {
  const text = button.previousElementSibling as HTMLElement;
  text.classList.remove("folded");
  // Focus must go somewhere when its button goes.
  text.tabIndex = -1;
  text.focus({ preventScroll: true });
  button.remove();
}
