type PlotModule = typeof import("@observablehq/plot");
export type PlotOptions = import("@observablehq/plot").PlotOptions;
export type Drawn = (HTMLElement | SVGSVGElement) & import("@observablehq/plot").Plot;

let loading: Promise<PlotModule> | undefined;

/** Observable Plot, when a chart is first drawn: the windows need not wait for it. */
export function loadPlot(): Promise<PlotModule> {
  return (loading ??= import("@observablehq/plot"));
}

/** Draws a chart as an SVG element that a strict Content-Security-Policy lets be. */
export function draw({ plot }: PlotModule, label: string, options: PlotOptions): Drawn {
  const drawn = plot({ ariaLabel: label, className: "plot", ...options }) as Drawn;
  // Its one style element would be refused when it is put into the page; the element's stylesheet has what it says.
  drawn.querySelector("style")?.remove();
  drawn.setAttribute("role", "img");
  // Within an image nothing else has a name.
  for (const part of drawn.querySelectorAll("[aria-label]")) part.removeAttribute("aria-label");
  return drawn;
}
