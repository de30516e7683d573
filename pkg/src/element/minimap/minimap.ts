import { css, html, nothing, type PropertyDeclarations, type TemplateResult, unsafeCSS } from "lit";
import { base } from "../base/controls.js";
import { define, WindrowElement } from "../base/element.js";
import { type Planned, reasonOf } from "../plan/index.js";
import { fill } from "../words/index.js";
import { whyText } from "../words/plan.js";
import { type Axis, axisOf } from "./axis.js";
import { COLOURS, type Colours, PAD, paint } from "./paint.js";

export interface MinimapEvents {
  /** Someone wants to see a row. */
  go: { row: number };
}

/**
 * `<windrow-minimap>`: all prompts over time, in two lanes beside the density of messages. A click or a drag goes
 * there, and moves nothing else. Fires `go`.
 */
export class WindrowMinimap extends WindrowElement<MinimapEvents> {
  /** Its own styles; colours and sizes are custom properties. */
  static override readonly styles = [
    ...base,
    css`
      :host { position: relative; min-height: 0; min-width: 0; background: var(--surface); touch-action: none; }
      .draw { position: absolute; inset: 0; cursor: pointer; }
      .draw:focus-visible { outline-offset: -2px; }
      canvas { position: absolute; inset: 0; width: 100%; height: 100%; forced-color-adjust: none; }
      .colours { display: none; }
      ${unsafeCSS(COLOURS.map((name) => `.c-${name} { color: var(--${name}); forced-color-adjust: none; }`).join(" "))}
    `,
  ];
  static override readonly properties: PropertyDeclarations = {
    planned: { attribute: false },
    row: { type: Number },
    prompt: { type: Number },
    hits: { attribute: false },
    by: { type: String },
    orientation: { type: String, reflect: true },
  };

  declare planned: Planned | undefined;
  /** The row in sight, and the prompt that it is read as a part of. */
  declare row: number;
  declare prompt: number;
  /** Rows that a search has found. */
  declare hits: Uint32Array;
  /** What it runs along. */
  declare by: "time" | "message";
  declare orientation: "vertical" | "horizontal";

  // Not in jsdom, where nothing has a size; nor is there matchMedia.
  readonly #resized = typeof ResizeObserver === "function" ? new ResizeObserver(([entry]) => this.#resize(entry!)) : undefined;
  /** As it was laid out: asking for it would lay out all that is being rendered. */
  #size = { width: 0, height: 0 };
  #isDragging = false;

  constructor() {
    super();
    this.row = this.prompt = 0;
    this.hits = new Uint32Array();
    this.by = "time";
    this.orientation = "vertical";
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#resized?.observe(this);
    globalThis.matchMedia?.("(prefers-color-scheme: dark)").addEventListener("change", this.#repaint);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#resized?.disconnect();
    globalThis.matchMedia?.("(prefers-color-scheme: dark)").removeEventListener("change", this.#repaint);
  }

  protected override updated(): void {
    this.#paint();
  }

  readonly #repaint = () => this.#paint();

  get #axis(): Axis | undefined {
    return this.planned && axisOf(this.planned, this.by);
  }

  #resize({ contentRect: { width, height } }: ResizeObserverEntry): void {
    this.#size = { width, height };
    this.#paint();
  }

  #paint(): void {
    const canvas = this.renderRoot.querySelector("canvas");
    const context = canvas?.getContext("2d");
    const { width, height } = this.#size;
    if (!canvas || !context || width === 0 || height === 0) return;
    const ratio = globalThis.devicePixelRatio || 1;
    if (canvas.width !== Math.round(width * ratio) || canvas.height !== Math.round(height * ratio)) {
      [canvas.width, canvas.height] = [Math.round(width * ratio), Math.round(height * ratio)];
    }
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    const { planned, row, hits } = this;
    const axis = this.#axis;
    if (!planned || !axis || planned.length === 0) return context.clearRect(0, 0, width, height);
    const probes = this.renderRoot.querySelectorAll<HTMLElement>(".colours i");
    const colours = Object.fromEntries(COLOURS.map((name, i) => [name, getComputedStyle(probes[i]!).color])) as Colours;
    const font = getComputedStyle(this).fontFamily;
    const isVertical = this.orientation === "vertical";
    paint({
      planned,
      axis,
      row,
      prompt: Math.min(this.prompt, planned.length - 1),
      hits,
      context,
      width,
      height,
      isVertical,
      colours,
      font,
    });
  }

  #go(event: PointerEvent): void {
    const box = this.getBoundingClientRect();
    const [at, length] =
      this.orientation === "vertical" ? [event.clientY - box.top, box.height] : [event.clientX - box.left, box.width];
    const place = Math.min(Math.max((at - PAD) / (length - 2 * PAD), 0), 1);
    const row = this.#axis?.at(place);
    if (row !== undefined && row >= 0) this.tell("go", { row });
  }

  #down(event: PointerEvent): void {
    if (event.button !== 0) return;
    (event.currentTarget as Element).setPointerCapture(event.pointerId);
    this.#isDragging = true;
    this.#go(event);
  }

  #key(event: KeyboardEvent): void {
    const { planned } = this;
    if (!planned || planned.length === 0) return;
    const { prompt } = this;
    const to: Record<string, number> = {
      ArrowDown: prompt + 1,
      ArrowRight: prompt + 1,
      ArrowUp: prompt - 1,
      ArrowLeft: prompt - 1,
      PageDown: prompt + 10,
      PageUp: prompt - 10,
      Home: 0,
      End: planned.length - 1,
    };
    const wanted = to[event.key];
    if (wanted === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    const index = Math.min(Math.max(wanted, 0), planned.length - 1);
    this.tell("go", { row: planned.fresh[index]! });
  }

  protected override render(): TemplateResult {
    const { planned, words } = this;
    const prompt = Math.min(this.prompt, Math.max((planned?.length ?? 1) - 1, 0));
    const said =
      planned && planned.length > 0
        ? fill(words.whole, {
            n: prompt + 1,
            k: planned.end[prompt]! - planned.start[prompt]!,
            why: whyText(reasonOf(planned, prompt)),
          })
        : nothing;
    return html`<div class="draw" role="slider" tabindex="0" aria-label=${words.map} aria-orientation=${this.orientation} aria-valuemin="1"
        aria-valuemax=${Math.max(planned?.length ?? 1, 1)} aria-valuenow=${prompt + 1} aria-valuetext=${said}
        @pointerdown=${this.#down} @pointermove=${(event: PointerEvent) => this.#isDragging && this.#go(event)}
        @pointerup=${() => (this.#isDragging = false)} @pointercancel=${() => (this.#isDragging = false)} @keydown=${this.#key}>
        <canvas aria-hidden="true"></canvas></div>
      <span class="colours">${COLOURS.map((name) => html`<i class="c-${name}"></i>`)}</span>`;
  }
}

define("windrow-minimap", WindrowMinimap);
