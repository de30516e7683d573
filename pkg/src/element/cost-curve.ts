import { draw, type Drawn } from "./plot.js";
import type { Cost, Curve } from "./sweep.js";

/** What is drawn of each cost, and how it is called. */
const KINDS = [
  { of: "windows", label: "windows" },
  { of: "repeated", label: "repeated" },
] as const;

/** Windows, and what is repeated, against the limit. A click chooses one. */
export function costCurve(
  plot: typeof import("@observablehq/plot"),
  { limit, costs }: Curve,
  present: number | undefined,
  measure: string | undefined,
  width: number,
  choose: (value: number) => void,
): Drawn[] {
  return KINDS.map(({ of, label }) => {
    const unit = of === "repeated" ? ` ${measure ?? "rows"}` : "";
    const isSmall = width < 320;
    const drawn = draw(plot, `What limits would cost: ${label}${unit} against the limit of ${limit}.`, {
      width,
      height: 190,
      marginLeft: 48,
      x: { type: "log", label: `limit of ${limit}`, tickFormat: "~s", ticks: isSmall ? 3 : 5 },
      y: { type: of === "windows" ? "log" : "linear", label: `${label}${unit}`, tickFormat: "~s", ticks: 4, grid: true, zero: of === "repeated" },
      marks: [
        plot.lineY(costs, { x: "limit", y: of, stroke: "var(--accent)", strokeWidth: 2, curve: "monotone-x" }),
        plot.dot(costs, { x: "limit", y: of, r: 2, fill: "var(--accent)" }),
        ...(present !== undefined && present > 0 ? mark(plot, costs, of, present) : []),
      ],
    });
    const scale = drawn.scale("x");
    drawn.addEventListener("click", (event) => {
      const place = ((event as MouseEvent).clientX - drawn.getBoundingClientRect().left) * (width / drawn.getBoundingClientRect().width);
      const value = Number(scale?.invert?.(place));
      if (value >= 1) choose(nearest(costs, value).limit);
    });
    drawn.classList.add("clickable");
    return drawn;
  });
}

/** The present choice: a line, and a dot at the height of what is nearest. */
function mark(plot: typeof import("@observablehq/plot"), costs: Cost[], of: "windows" | "repeated", present: number) {
  const near = nearest(costs, present);
  return [
    plot.ruleX([present], { stroke: "var(--alert)", strokeDasharray: "4 3", clip: true }),
    plot.dot([near], { x: () => present, y: of, r: 4.5, fill: "var(--alert)", clip: true }),
  ];
}

function nearest(costs: readonly Cost[], value: number): Cost {
  const distance = (cost: Cost) => Math.abs(Math.log(cost.limit / value));
  return costs.reduce((best, next) => (distance(next) < distance(best) ? next : best));
}
