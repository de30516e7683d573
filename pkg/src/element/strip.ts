import { html, nothing, type ReactiveController, type ReactiveControllerHost, type TemplateResult } from "lit";
import { millisecondsOf } from "./duration-text.js";
import type { EgregoraWindows } from "./egregora-windows.js";
import { count, plural } from "./format.js";
import { rowColumns, silences } from "./row-columns.js";
import { firstPlace } from "./search.js";
import { alongside, type StripAxis, stripAxis } from "./strip-axis.js";
import { type Inks, LANE, paintActivity, paintSilences, paintWindows, type Sight } from "./strip-paint.js";
import type { Windows } from "./windows.js";

const ACTIVITY = 34;
const SPACE = 6;
const CALM = 200;

/** All windows along one line: what is repeated, how busy it was, and when nothing was said. */
export class Strip implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #open: (index: number) => void;
  /** To ask for its width, or for colours, at each step of a slider would have the page laid out at each. */
  readonly #resized = new ResizeObserver(([entry]) => {
    this.#width = entry?.contentRect.width ?? 0;
    this.#redraw();
  });
  #observed: Element | undefined;
  #width = 0;
  #inks: Inks | undefined;
  #calm: ReturnType<typeof setTimeout> | undefined;
  readonly #scheme = matchMedia("(prefers-color-scheme: dark)");
  #wanted: "time" | "rows" = "time";
  #windows: Windows | undefined;
  #egregora: EgregoraWindows | undefined;
  #axis: StripAxis | undefined;
  #chosen: number | undefined;
  /** What is in sight, as shares of the whole. */
  #sight: [from: number, to: number] = [0, 1];
  #drag: { x: number; sight: [number, number]; moved: boolean } | undefined;

  constructor(host: ReactiveControllerHost & HTMLElement, open: (index: number) => void) {
    this.#host = host;
    this.#open = open;
    host.addController(this);
  }

  hostConnected(): void {
    this.#scheme.addEventListener("change", this.#redraw);
  }

  hostDisconnected(): void {
    this.#resized.disconnect();
    this.#observed = undefined;
    this.#scheme.removeEventListener("change", this.#redraw);
  }

  reset(): void {
    this.#sight = [0, 1];
  }

  render(windows: Windows, egregora: EgregoraWindows | undefined, chosen: number | undefined): TemplateResult {
    if (this.#windows !== windows) this.#axis = undefined;
    this.#windows = windows;
    this.#egregora = egregora;
    this.#chosen = chosen;
    const axis = (this.#axis ??= stripAxis(windows, this.#wanted));
    const [from, to] = this.#ends(axis);
    const isWhole = this.#sight[0] === 0 && this.#sight[1] === 1;
    const button = (label: string, sign: string, disabled: boolean, act: () => void) =>
      html`<button type="button" aria-label=${label} title=${label} ?disabled=${disabled} @click=${act}>${sign}</button>`;
    return html`<section class="card strip" part="strip" aria-labelledby="strip-heading">
      <div class="bar">
        <h2 id="strip-heading">${axis.of === "time" ? "Over time" : "Row by row"}</h2>
        <span class="tools" role="group" aria-label="What is in sight">
          ${windows.timeUnit
            ? html`<button type="button" aria-pressed=${String(this.#wanted === "rows")} @click=${this.#turn}>Row by row</button>`
            : nothing}
          ${button("Earlier", "←", this.#sight[0] === 0, () => this.#move(-0.5))}
          ${button("Later", "→", this.#sight[1] === 1, () => this.#move(0.5))}
          ${button("Zoom out", "−", isWhole, () => this.#zoom(2))} ${button("Zoom in", "+", false, () => this.#zoom(0.5))}
          ${button("Show all", "↔", isWhole, () => this.#see(0, 1))}
        </span>
      </div>
      <canvas
        role="img"
        aria-label=${`${plural(windows.length, "window")} from ${label(axis, from)} to ${label(axis, to)}. The table lists them.`}
        @wheel=${{ handleEvent: this.#wheel, passive: false }}
        @pointerdown=${this.#down}
        @pointermove=${this.#dragged}
        @pointerup=${this.#up}
        @pointercancel=${() => (this.#drag = undefined)}
      ></canvas>
      <p class="ends"><span>${label(axis, from)}</span><span>${label(axis, (from + to) / 2)}</span><span>${label(axis, to)}</span></p>
      <p class="legend hint">
        <span><i class="ink fresh"></i><i class="ink other"></i> windows, in turns</span>
        <span><i class="ink repeated"></i> repeated</span>
        <span ?hidden=${axis.of !== "time"}><i class="ink activity"></i> rows</span>
        <span ?hidden=${axis.of !== "time" || gapOf(windows) === undefined}><i class="ink silence"></i> silence</span>
        <i class="ink chosen" hidden></i>
        ${egregora ? html`<span>below: Egregora’s</span>` : nothing}
      </p>
    </section>`;
  }

  hostUpdated(): void {
    const canvas = this.#canvas ?? undefined;
    if (canvas !== this.#observed) this.#observe(canvas);
    const [windows, axis, width] = [this.#windows, this.#axis, Math.floor(this.#width)];
    if (!canvas || !windows || !axis) return;
    const height = (axis.of === "time" ? ACTIVITY + SPACE : SPACE) + LANE + SPACE + (this.#egregora ? LANE + SPACE : 0);
    if (width === 0) return;
    const ratio = devicePixelRatio;
    const [w, h] = [Math.round(width * ratio), Math.round(height * ratio)];
    if (canvas.width !== w) canvas.width = w;
    if (canvas.height !== h) {
      canvas.height = h;
      canvas.style.height = `${height}px`;
    }
    const context = canvas.getContext("2d")!;
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, width, height);
    this.#paint(context, windows, axis, width, height);
  }

  #observe(canvas: HTMLCanvasElement | undefined): void {
    this.#resized.disconnect();
    this.#observed = canvas;
    if (canvas) this.#resized.observe(canvas);
  }

  #paint(context: CanvasRenderingContext2D, windows: Windows, axis: StripAxis, width: number, height: number): void {
    const [from, to] = this.#ends(axis);
    const sight: Sight = { from, to, width };
    const inks = (this.#inks ??= this.#readInks());
    // Whoever styles the element may have changed its colours.
    clearTimeout(this.#calm);
    this.#calm = setTimeout(() => this.#checkInks(), CALM);
    let top = SPACE;
    if (axis.of === "time") {
      const time = rowColumns(windows.rows).time!;
      const gap = gapOf(windows);
      if (gap !== undefined) paintSilences(context, time, silences(windows.rows, gap), sight, height, inks.silence);
      paintActivity(context, time, sight, ACTIVITY, inks.activity);
      top = ACTIVITY + SPACE;
    }
    paintWindows(context, axis, sight, top, inks, this.#chosen);
    if (this.#egregora) paintWindows(context, alongside(axis, windows, this.#egregora), sight, top + LANE + SPACE, inks, undefined);
  }

  /** The legend has the colours, whatever the theme and whoever styles the element. */
  #readInks(): Inks {
    const ink = (name: string) => getComputedStyle(this.#host.shadowRoot!.querySelector(`.ink.${name}`)!).backgroundColor;
    const names = ["fresh", "other", "repeated", "silence", "chosen", "activity"] as const;
    return Object.fromEntries(names.map((name) => [name, ink(name)])) as unknown as Inks;
  }

  #checkInks(): void {
    if (!this.#canvas || !this.#inks) return;
    const inks = this.#readInks();
    if (JSON.stringify(inks) !== JSON.stringify(this.#inks)) this.#redraw();
  }

  get #canvas(): HTMLCanvasElement | null | undefined {
    return this.#host.shadowRoot?.querySelector<HTMLCanvasElement>(".strip canvas");
  }

  #ends({ from, to }: StripAxis): [number, number] {
    const at = (share: number) => from + share * (to - from);
    return [at(this.#sight[0]), at(this.#sight[1])];
  }

  #see(from: number, to: number): void {
    const length = Math.min(Math.max(to - from, 1e-6), 1);
    const start = Math.min(Math.max(from, 0), 1 - length);
    this.#sight = [start, start + length];
    this.#host.requestUpdate();
  }

  #move(share: number): void {
    const [from, to] = this.#sight;
    this.#see(from + share * (to - from), to + share * (to - from));
  }

  /** What is at the place stays where it is. */
  #zoom(factor: number, place = 0.5): void {
    const [from, to] = this.#sight;
    const at = from + place * (to - from);
    this.#see(at - (at - from) * factor, at + (to - at) * factor);
  }

  readonly #redraw = (): void => {
    this.#inks = undefined;
    this.#host.requestUpdate();
  };

  readonly #turn = (): void => {
    this.#wanted = this.#wanted === "time" ? "rows" : "time";
    this.#axis = undefined;
    this.#see(0, 1);
  };

  /** Only with Ctrl, which pinching is too: the page is scrolled by the wheel alone. */
  readonly #wheel = (event: WheelEvent): void => {
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    this.#zoom(2 ** (Math.sign(event.deltaY) * 0.4), event.offsetX / (this.#canvas?.clientWidth || 1));
  };

  readonly #down = (event: PointerEvent): void => {
    this.#drag = { x: event.clientX, sight: [...this.#sight], moved: false };
    this.#canvas?.setPointerCapture(event.pointerId);
  };

  readonly #dragged = (event: PointerEvent): void => {
    const drag = this.#drag;
    if (!drag) return;
    const way = event.clientX - drag.x;
    if (!drag.moved && Math.abs(way) < 4) return;
    drag.moved = true;
    const [from, to] = drag.sight;
    const share = (-way / (this.#canvas?.clientWidth || 1)) * (to - from);
    this.#see(from + share, to + share);
  };

  readonly #up = (event: PointerEvent): void => {
    const isClick = this.#drag && !this.#drag.moved;
    this.#drag = undefined;
    const [canvas, axis, windows] = [this.#canvas, this.#axis, this.#windows];
    if (!isClick || !canvas || !axis || !windows || windows.length === 0) return;
    const [from, to] = this.#ends(axis);
    const at = from + (event.offsetX / canvas.clientWidth) * (to - from);
    // Of those that overlap, the later one has its own rows there.
    const place = firstPlace(0, windows.length, (i) => axis.end(i) >= at);
    this.#open(Math.min(place, windows.length - 1));
  };
}

/** How long a silence ends a window; undefined where none does. */
function gapOf({ spec, settings }: Windows): number | undefined {
  return spec && millisecondsOf(settings.gap);
}

function label({ of, from, to }: StripAxis, value: number): string {
  if (of === "rows") return count(Math.round(value));
  const iso = new Date(value).toISOString().replace("T", " ");
  return to - from < 3 * 86_400_000 ? iso.slice(0, 16) : iso.slice(0, 10);
}
