import { css, unsafeCSS } from "lit";

/** Colours in light and in dark. A page overrides one as `--windrow-accent`, and chooses between both by `color-scheme`. */
const COLOURS: Record<string, [light: string, dark: string]> = {
  page: ["#f4f6f5", "#0d1312"],
  surface: ["#ffffff", "#141b1a"],
  sunken: ["#edf1f0", "#1d2625"],
  hover: ["#e6ecea", "#25302e"],
  line: ["#dce3e1", "#2a3432"],
  track: ["#c6d0cd", "#3c4947"],
  control: ["#82918e", "#667572"],
  text: ["#16201f", "#e6edeb"],
  text2: ["#44524f", "#b0bdba"],
  text3: ["#5f6e6b", "#8d9b98"],
  accent: ["#0f6b63", "#62cabc"],
  "accent-hover": ["#0a544e", "#86dcd0"],
  "accent-ink": ["#ffffff", "#06231f"],
  "accent-weak": ["#e2f1ee", "#14332f"],
  "accent-line": ["#9ccbc4", "#2e6a61"],
  "lane-a": ["#0f6b63", "#62cabc"],
  "lane-b": ["#4a988e", "#2e7f75"],
  density: ["#a9b6b3", "#4b5956"],
  rep: ["#fbf6e8", "#272214"],
  "rep-line": ["#ab7e1c", "#c99a3a"],
  "rep-ink": ["#745306", "#e2bc6c"],
  error: ["#b3261e", "#ff9c93"],
  author1: ["#4653b4", "#a8b1f4"],
  author2: ["#9a3b7e", "#e5a2d4"],
  author3: ["#a24624", "#f0a888"],
  author4: ["#556b14", "#b4c877"],
};

const colours = Object.entries(COLOURS).map(
  ([name, [light, dark]]) => `--${name}: var(--windrow-${name}, light-dark(${light}, ${dark}));`,
);

/** Colours, fonts and sizes of all elements, as custom properties; system colours where these are forced. */
export const tokens = css`
  :host {
    ${unsafeCSS(colours.join(" "))}
    --shadow: 0 0 0 1px light-dark(rgb(16 32 30 / 0.06), #2a3432), 0 12px 40px light-dark(rgb(16 32 30 / 0.18), rgb(0 0 0 / 0.6));
    --sans: -apple-system, BlinkMacSystemFont, "Segoe UI", Roboto, system-ui, "Helvetica Neue", Arial, sans-serif;
    --mono: ui-monospace, SFMono-Regular, "Cascadia Mono", Consolas, "Roboto Mono", "Noto Sans Mono", "DejaVu Sans Mono", monospace;
    --ctl: 36px;
    display: block;
    box-sizing: border-box;
    color: var(--text);
    font: 14px/20px var(--sans);
    font-variant-numeric: tabular-nums;
  }
  @media (max-width: 719px), (pointer: coarse) {
    :host { --ctl: 44px; }
  }
  @media (forced-colors: active) {
    :host {
      --surface: Canvas; --text: CanvasText; --text2: CanvasText; --text3: CanvasText; --line: CanvasText; --control: CanvasText;
      --accent: Highlight; --accent-ink: HighlightText; --lane-a: Highlight; --lane-b: LinkText; --density: GrayText;
      --rep-line: Mark; --error: CanvasText; --track: GrayText;
    }
  }
`;
