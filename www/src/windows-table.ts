import { find, make } from "./dom.js";
import { count, time } from "./format.js";
import { range, type Windows } from "./plan.js";

/** Twenty thousand windows are a plan like any other; twenty thousand rows of HTML are not. */
const PAGE = 200;

interface Line {
  row: HTMLTableRowElement;
  button: HTMLButtonElement;
  cells: HTMLTableCellElement[];
}

const COLUMNS = ["wide", "", "wide", "", "", "time", "time wide"];

/** The windows, a page at a time. The same lines are used again and again. */
export class WindowsTable {
  readonly #table = find("#windows table");
  readonly #body = find("#windows tbody");
  readonly #scroll = find("#windows .scroll");
  readonly #pager = find("#windows .pager");
  readonly #place = find("#windows .place");
  readonly #lines: Line[] = [];
  readonly #onOpen: (index: number) => void;
  #windows: Windows | undefined;
  #first = 0;
  #opened = -1;

  constructor(onOpen: (index: number) => void) {
    this.#onOpen = onOpen;
    this.#body.addEventListener("click", (event) => {
      const row = (event.target as Element).closest("tr");
      if (row) this.#open(this.#first + row.sectionRowIndex);
    });
    this.#body.addEventListener("keydown", (event) => this.#move(event));
    this.#pager.addEventListener("click", (event) => {
      const to = (event.target as HTMLElement).dataset["to"];
      if (to) this.#turn(to);
    });
  }

  /** Shows a plan: another one of the same rows stays on the page where it was, if there is one. */
  show(windows: Windows, ofSameRows: boolean): void {
    this.#windows = windows;
    this.#opened = -1;
    this.#first = ofSameRows ? Math.min(this.#first, lastPage(windows)) : 0;
    if (!ofSameRows) this.#scroll.scrollTop = 0;
    this.#table.classList.toggle("timeless", windows.firstTime === undefined);
    this.#draw();
  }

  #draw(): void {
    const windows = this.#windows;
    if (!windows) return;
    const shown = Math.min(PAGE, windows.length - this.#first);
    while (this.#lines.length < shown) this.#lines.push(this.#addLine());
    this.#lines.forEach((line, i) => {
      line.row.hidden = i >= shown;
      if (i < shown) this.#fill(line, windows, this.#first + i);
    });
    this.#enter(Math.max(0, this.#opened - this.#first < shown ? this.#opened - this.#first : 0));
    this.#drawPager(windows, shown);
  }

  #addLine(): Line {
    const button = make("button");
    button.type = "button";
    const head = make("th", "", button);
    head.scope = "row";
    const cells = COLUMNS.map((name) => make("td", name));
    const row = make("tr", "", head, ...cells);
    this.#body.append(row);
    return { row, button, cells };
  }

  #fill({ row, button, cells }: Line, windows: Windows, index: number): void {
    const [start, fresh, end] = range(windows, index);
    const oversize = windows.oversize[index] === 1;
    const texts = [
      `${count(start)}–${count(end)}`,
      count(end - start),
      count(end - fresh),
      count(fresh - start),
      count(windows.bytes[index] ?? 0),
      timeAt(windows, windows.firstTime, index),
      timeAt(windows, windows.lastTime, index),
    ];
    button.textContent = count(index);
    cells.forEach((cell, i) => (cell.textContent = texts[i] ?? ""));
    if (oversize) cells[4]?.prepend(make("span", "flag", "oversize"), " ");
    row.classList.toggle("oversize", oversize);
    this.#mark(row, button, index === this.#opened);
  }

  #mark(row: HTMLElement, button: HTMLElement, isOpened: boolean): void {
    row.classList.toggle("opened", isOpened);
    if (isOpened) button.setAttribute("aria-current", "true");
    else button.removeAttribute("aria-current");
  }

  #open(index: number): void {
    this.#opened = index;
    this.#lines.forEach(({ row, button }, i) => this.#mark(row, button, this.#first + i === index));
    this.#enter(index - this.#first);
    this.#onOpen(index);
  }

  /** The one line that Tab reaches: the others are reached from there by arrows. */
  #enter(place: number): void {
    this.#lines.forEach(({ button }, i) => (button.tabIndex = i === place ? 0 : -1));
  }

  #move(event: KeyboardEvent): void {
    const at = this.#lines.findIndex(({ button }) => button === event.target);
    const shown = Math.min(PAGE, (this.#windows?.length ?? 0) - this.#first);
    const places: Record<string, number> = {
      ArrowUp: at - 1,
      ArrowDown: at + 1,
      Home: 0,
      End: shown - 1,
    };
    const to = places[event.key];
    if (at < 0 || to === undefined) return;
    event.preventDefault();
    const place = Math.min(Math.max(to, 0), shown - 1);
    this.#enter(place);
    this.#lines[place]?.button.focus();
  }

  #turn(to: string): void {
    if (!this.#windows) return;
    const last = lastPage(this.#windows);
    const places: Record<string, number> = {
      first: 0,
      previous: this.#first - PAGE,
      next: this.#first + PAGE,
      last,
    };
    this.#first = Math.min(Math.max(places[to] ?? 0, 0), last);
    this.#scroll.scrollTop = 0;
    this.#draw();
  }

  #drawPager(windows: Windows, shown: number): void {
    this.#pager.hidden = windows.length <= PAGE;
    const [from, to] = [this.#first, this.#first + shown - 1];
    this.#place.textContent = `${count(from)}–${count(to)} of ${count(windows.length)}`;
    for (const button of this.#pager.querySelectorAll("button")) {
      const isBack = button.dataset["to"] === "first" || button.dataset["to"] === "previous";
      button.disabled = isBack ? from === 0 : from === lastPage(windows);
    }
  }
}

function lastPage({ length }: Windows): number {
  return Math.max(0, Math.ceil(length / PAGE) - 1) * PAGE;
}

function timeAt({ timeUnit }: Windows, times: BigInt64Array | undefined, index: number): string {
  const value = times?.[index];
  return value === undefined || timeUnit === undefined ? "" : time(value, timeUnit);
}
