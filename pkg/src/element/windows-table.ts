import { html, nothing, type ReactiveController, type ReactiveControllerHost, type TemplateResult } from "lit";
import { count, time } from "./format.js";
import { firstTimeOf, lastTimeOf, sizeOf } from "./window-facts.js";
import { range, type Windows } from "./windows.js";

/** The height of a line, as the stylesheet has it. */
const LINE = 30;
/** Lines beyond those in sight, above and below. */
const SPARE = 6;
/** Browsers lay nothing out that is much taller. Beyond it, a step of the scrollbar is several lines. */
const TALLEST = 6_000_000;

/** The windows, of which only the lines in sight are elements, however many there are. */
export class WindowsTable implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #open: (index: number) => void;
  /** To ask for its height at each step of a slider would have the page laid out at each. */
  readonly #resized = new ResizeObserver(([entry]) => {
    const inSight = Math.ceil((entry?.contentRect.height ?? 0) / LINE);
    if (inSight === 0 || inSight === this.#inSight) return;
    this.#inSight = inSight;
    this.#host.requestUpdate();
  });
  #observed: Element | undefined;
  #length = 0;
  /** The first line in sight. */
  #top = 0;
  #inSight = 20;
  /** The line that Tab reaches: the others are reached from there by arrows. */
  #active = 0;
  /** The line that gets the focus once it is an element. */
  #entering: number | undefined;

  constructor(host: ReactiveControllerHost & HTMLElement, open: (index: number) => void) {
    this.#host = host;
    this.#open = open;
    host.addController(this);
  }

  hostUpdated(): void {
    const scroller = this.#scroller ?? undefined;
    if (scroller === this.#observed) return;
    this.#resized.disconnect();
    this.#observed = scroller;
    if (scroller) this.#resized.observe(scroller);
  }

  /** Back to the start, for other rows. */
  reset(): void {
    this.#active = 0;
    this.#scroller?.scrollTo(0, 0);
  }

  render(windows: Windows, opened: number | undefined): TemplateResult {
    const { length, timeUnit, measure } = windows;
    this.#length = length;
    this.#active = Math.min(this.#active, Math.max(length - 1, 0));
    const first = Math.max(0, Math.min(this.#top, length - this.#inSight));
    const from = Math.max(0, first - SPARE);
    const to = Math.min(length, from + this.#inSight + 2 * SPARE);
    // What is scrolled away cannot be reached.
    const reached = this.#active >= from && this.#active < to ? this.#active : Math.min(this.#top, to - 1);
    const lines = Array.from({ length: to - from }, (_, i) => this.#line(windows, from + i, opened, reached));
    const [above, below] = this.#spacers(from, to);
    return html`<section class="card" id="windows" part="windows" aria-labelledby="windows-heading">
      <h2 id="windows-heading">Windows</h2>
      <p class="hint">Positions count from 0; the end is one past the last row. Open a window to read its rows.</p>
      <div class="scroll" tabindex="-1" @scroll=${this.#scrolled}>
        <table class=${timeUnit ? "" : "timeless"} aria-rowcount=${length + 1}>
          <thead>
            <tr aria-rowindex="1">
              <th scope="col">Window</th>
              <th scope="col" class="wide">Start–end</th>
              <th scope="col">Rows</th>
              <th scope="col" class="wide">Fresh</th>
              <th scope="col">Repeated</th>
              ${measure === undefined ? nothing : html`<th scope="col" class="measure">${measure}</th>`}
              <th scope="col" class="time">First time</th>
              <th scope="col" class="time wide">Last time</th>
            </tr>
          </thead>
          <tbody @click=${this.#clicked} @keydown=${this.#moved}>
            ${spacer(above)} ${lines} ${spacer(below)}
          </tbody>
        </table>
      </div>
      <p class="hint place" aria-live="off">${length > this.#inSight ? `${count(first)}–${count(Math.min(first + this.#inSight, length) - 1)} of ${count(length)}` : ""}</p>
    </section>`;
  }

  #line(windows: Windows, index: number, opened: number | undefined, reached: number): TemplateResult {
    const [start, fresh, end] = range(windows, index);
    const { measure, timeUnit } = windows;
    const isOversize = windows.oversize[index] === 1;
    const isOpened = index === opened;
    return html`<tr class=${isOpened ? "line opened" : "line"} data-index=${index} aria-rowindex=${index + 2}>
      <th scope="row">
        <button type="button" tabindex=${index === reached ? 0 : -1} aria-current=${isOpened ? "true" : nothing}>${count(index)}</button>
      </th>
      <td class="wide">${count(start)}–${count(end)}</td>
      <td>${count(end - start)}</td>
      <td class="wide">${count(end - fresh)}</td>
      <td>${count(fresh - start)}</td>
      ${measure === undefined ? nothing : html`<td>${isOversize ? html`<span class="flag">oversize</span> ` : nothing}${count(sizeOf(windows, index))}</td>`}
      <td class="time">${timeUnit ? time(firstTimeOf(windows, index)) : nothing}</td>
      <td class="time wide">${timeUnit ? time(lastTimeOf(windows, index)) : nothing}</td>
    </tr>`;
  }

  get #scroller(): HTMLElement | null | undefined {
    return this.#host.shadowRoot?.querySelector<HTMLElement>("#windows .scroll");
  }

  get #height(): number {
    return Math.min(this.#length * LINE, TALLEST);
  }

  /** What the lines that are no elements take. */
  #spacers(from: number, to: number): [above: number, below: number] {
    const all = this.#height;
    if (all === this.#length * LINE) return [from * LINE, (this.#length - to) * LINE];
    const lines = (to - from) * LINE;
    const above = to === this.#length ? all - lines : Math.min((from / this.#length) * all, all - lines);
    return [above, all - lines - above];
  }

  readonly #scrolled = ({ currentTarget }: Event): void => {
    const { scrollTop, clientHeight } = currentTarget as HTMLElement;
    const most = this.#height - clientHeight;
    const share = most > 0 ? Math.min(scrollTop / most, 1) : 0;
    const top = Math.round(share * Math.max(this.#length - this.#inSight, 0));
    if (top === this.#top) return;
    this.#top = top;
    this.#host.requestUpdate();
  };

  readonly #clicked = ({ target }: Event): void => {
    const line = (target as Element).closest<HTMLElement>("tr.line");
    if (!line) return;
    this.#active = Number(line.dataset["index"]);
    this.#open(this.#active);
  };

  readonly #moved = (event: KeyboardEvent): void => {
    const page = Math.max(this.#inSight - 2, 1);
    const ways: Record<string, number> = { ArrowUp: -1, ArrowDown: 1, PageUp: -page, PageDown: page, Home: -Infinity, End: Infinity };
    const way = ways[event.key];
    if (way === undefined || !(event.target instanceof HTMLButtonElement)) return;
    event.preventDefault();
    const at = this.#entering ?? Number(event.target.closest<HTMLElement>("tr")?.dataset["index"]);
    void this.#enter(Math.min(Math.max(at + way, 0), this.#length - 1));
  };

  async #enter(index: number): Promise<void> {
    this.#active = index;
    const { top, inSight } = { top: this.#top, inSight: this.#inSight };
    if (index < top + 1 || index > top + inSight - 3) {
      const first = Math.min(Math.max(index - (inSight >> 1), 0), Math.max(this.#length - inSight, 0));
      const scroller = this.#scroller;
      this.#top = first;
      const most = this.#height - (scroller?.clientHeight ?? 0);
      scroller?.scrollTo(0, (first / Math.max(this.#length - inSight, 1)) * most);
    }
    this.#host.requestUpdate();
    // At once where it can be, as the next key may be pressed before the next frame.
    if (this.#focus(index)) return;
    this.#entering = index;
    await this.#host.updateComplete;
    if (this.#entering !== index) return;
    this.#entering = undefined;
    this.#focus(index);
  }

  #focus(index: number): boolean {
    const button = this.#host.shadowRoot?.querySelector<HTMLElement>(`#windows tr[data-index="${index}"] button`);
    button?.focus({ preventScroll: true });
    return button !== null && button !== undefined;
  }
}

function spacer(height: number): TemplateResult {
  // As a property: a strict Content-Security-Policy refuses style attributes.
  return html`<tr class="spacer" aria-hidden="true" ?hidden=${height <= 0}><td .style=${`height: ${height}px`}></td></tr>`;
}
