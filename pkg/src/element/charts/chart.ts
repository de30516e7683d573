import { html, nothing, svg, type TemplateResult } from "lit";

/** A chart to draw: bars, or a line in steps. Values are shares of the axes. */
export interface Chart {
  label: string;
  /** What stands on the axes, at shares of them. */
  x: [place: number, text: string][];
  y: [place: number, text: string][];
  bars?: { from: number; to: number; height: number; title: string }[];
  line?: { x: number; y: number }[];
  /** Whether the line goes in steps: each value holds up to the next one. */
  steps?: boolean;
  colour: "accent" | "rep-line";
  /** The present choice. */
  now?: number | undefined;
  /** What is read under the pointer. */
  tip?: { x: number; y: number; text: string } | undefined;
  move?: (place: number | undefined) => void;
  choose?: (place: number) => void;
}

const [WIDTH, HEIGHT, LEFT, BOTTOM, TOP, RIGHT] = [460, 220, 52, 28, 12, 14];
const X = (place: number) => LEFT + place * (WIDTH - LEFT - RIGHT);
const Y = (place: number) => HEIGHT - BOTTOM - place * (HEIGHT - BOTTOM - TOP);

export function draw({ label, x, y, bars, line, steps, colour, now, tip, move, choose }: Chart): TemplateResult {
  const placeOf = (event: PointerEvent | MouseEvent) => {
    const box = (event.currentTarget as Element).getBoundingClientRect();
    return Math.min(Math.max((((event.clientX - box.left) / box.width) * WIDTH - LEFT) / (WIDTH - LEFT - RIGHT), 0), 1);
  };
  const at = now === undefined || !line ? undefined : heightAt(line, now, steps ?? false);
  // About as wide as its text, and on the side with more room.
  const half = tip ? tip.text.length * 3.4 + 10 : 0;
  const shift = tip && tip.x > 0.5 ? -half - 6 : half + 6;
  return html`<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label=${label} class=${choose ? "live" : ""}
    @pointermove=${move ? (event: PointerEvent) => move(placeOf(event)) : nothing} @pointerleave=${move ? () => move(undefined) : nothing}
    @click=${choose ? (event: MouseEvent) => choose(placeOf(event)) : nothing}>
    ${y.map(([place, text]) => svg`<line class="grid" x1=${LEFT} x2=${WIDTH - RIGHT} y1=${Y(place)} y2=${Y(place)} /><text x=${LEFT - 8} y=${Y(place) + 4} text-anchor="end">${text}</text>`)}
    ${x.map(([place, text]) => svg`<text x=${X(place)} y=${HEIGHT - 8} text-anchor="middle">${text}</text>`)}
    ${(bars ?? []).map(({ from, to, height, title }) => svg`<rect class=${colour} x=${X(from) + 1} width=${Math.max(X(to) - X(from) - 2, 1)} y=${Y(height)} height=${Y(0) - Y(height)} rx="2"><title>${title}</title></rect>`)}
    ${line ? svg`<path class=${colour} d=${pathOf(line, steps ?? false)} />` : nothing}
    ${now === undefined || !line ? nothing : svg`<line class="now" x1=${X(now)} x2=${X(now)} y1=${TOP} y2=${HEIGHT - BOTTOM} /><circle class="dot" cx=${X(now)} cy=${Y(at ?? 0)} r="5" />`}
    ${
      tip
        ? svg`<line class="grid" x1=${X(tip.x)} x2=${X(tip.x)} y1=${TOP} y2=${HEIGHT - BOTTOM} /><circle class="ring" cx=${X(tip.x)} cy=${Y(tip.y)} r="4" />
      <g transform="translate(${X(tip.x) + shift},${Math.max(Y(tip.y) - 40, 4)})"><rect class="tip" x=${-half} width=${2 * half} height="28" rx="6" /><text class="said" text-anchor="middle" y="18">${tip.text}</text></g>`
        : nothing
    }
  </svg>`;
}

function pathOf(line: { x: number; y: number }[], steps: boolean): string {
  return line.map(({ x, y }, i) => (i === 0 ? `M${X(x)},${Y(y)}` : steps ? `H${X(x)}V${Y(y)}` : `L${X(x)},${Y(y)}`)).join("");
}

function heightAt(line: { x: number; y: number }[], place: number, steps: boolean): number | undefined {
  const after = line.findIndex(({ x }) => x > place);
  const [a, b] = [line[after < 0 ? line.length - 1 : Math.max(after - 1, 0)], line[after]];
  if (!a) return undefined;
  return steps || !b || b.x === a.x ? a.y : a.y + ((b.y - a.y) * (place - a.x)) / (b.x - a.x);
}
