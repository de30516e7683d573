import { html, svg, type TemplateResult } from "lit";
import type { Settings } from "../plan/settings.js";

const PATHS = {
  open: "M2.5 13V4.5h4l1.5 2h5.5V13z",
  down: "M8 2.5v8m-3.5-3L8 11l3.5-3.5M3 13.5h10",
  undo: "M6 3 3 6l3 3M3 6h6.5a3.5 3.5 0 0 1 0 7H6",
  redo: "m10 3 3 3-3 3m3-3H6.5a3.5 3.5 0 0 0 0 7H10",
  dots: "M3.5 8h.01M8 8h.01M12.5 8h.01",
  right: "m6 3.5 4.5 4.5L6 12.5",
  left: "M10 3.5 5.5 8l4.5 4.5",
  find: "M7 11.5a4.5 4.5 0 1 0 0-9 4.5 4.5 0 0 0 0 9zm3.3-1.2 3.2 3.2",
  filter: "M2.5 4h11M4.5 8h7M6.5 12h3",
  copy: "M5.5 5.5v-3h8v8h-3m-8-5h8v8h-8z",
  close: "m4 4 8 8m0-8-8 8",
  info: "M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12zm0-6.5v3.5m0-6v.01",
  bad: "M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12zm0-9v3.5m0 2.5v.01",
  photo: "M2.5 3.5h11v9h-11zm0 7 3-3 3 3 2-2 3 3M10.5 6.5h.01",
  settings: "M2.5 5h6m3.5 0h1.5M2.5 11H4m3.5 0h6M10 3v4M6 9v4",
  eye: "M1.8 8S4 3.8 8 3.8 14.2 8 14.2 8 12 12.2 8 12.2 1.8 8 1.8 8zM8 9.7a1.7 1.7 0 1 0 0-3.4 1.7 1.7 0 0 0 0 3.4z",
  paste: "M5.5 3.5h-2v10h9v-10h-2m-5-1h5v2.5h-5z",
  link: "M6.5 9.5l3-3M7 4.5l1-1a3 3 0 0 1 4.5 4.5l-1 1M9 11.5l-1 1A3 3 0 0 1 3.5 8l1-1",
  keep: "M3 2.5h8L13.5 5v8.5h-11v-11zM5 2.5V6h5V2.5M5 13.5V9.5h6v4",
  globe: "M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12zM2 8h12M8 2c2 2 2.5 4 2.5 6S10 12 8 14c-2-2-2.5-4-2.5-6S6 4 8 2z",
  moon: "M13 9.5A5.5 5.5 0 0 1 6.5 3a5.5 5.5 0 1 0 6.5 6.5z",
  keys: "M1.5 4h13v8h-13zM4 6.5h.01M6.7 6.5h.01M9.3 6.5h.01M12 6.5h.01M5 9.5h6",
} as const;

export type Icon = keyof typeof PATHS;

/** An icon of one stroke. */
export function icon(name: Icon, size = 16): TemplateResult {
  return html`<svg width=${size} height=${size} viewBox="0 0 16 16" fill="none" stroke="currentColor"
    stroke-width=${name === "dots" ? 2.4 : 1.5} stroke-linecap="round" stroke-linejoin="round" aria-hidden="true"><path d=${PATHS[name]} /></svg>`;
}

const CUTS = {
  quiet: svg`<path d="M4 3h12M4 6h8M4 14h12M4 17h7"/><path d="M2 10h16" stroke-dasharray="2 2.6"/>`,
  full: svg`<path d="M4 3h12M4 6h9M4 9h12M4 12h10M2 16h16"/>`,
  even: svg`<rect x="3" y="3" width="14" height="5.5" rx="1.5"/><rect x="3" y="11.5" width="14" height="5.5" rx="1.5"/>`,
  stable: svg`<path d="M10 3v14M6 17h8M10 6.5a1.75 1.75 0 1 0 0-3.5 1.75 1.75 0 0 0 0 3.5zM4 10c0 4 2.5 6.5 6 7 3.5-.5 6-3 6-7M7 9h6"/>`,
};

export function cutIcon(cut: Settings["cut"]): TemplateResult {
  return html`<svg width="20" height="20" viewBox="0 0 20 20" fill="none" stroke="currentColor" stroke-width="1.6" stroke-linecap="round" aria-hidden="true">${CUTS[cut]}</svg>`;
}

export const logo = html`<svg width="24" height="24" viewBox="0 0 16 16" aria-hidden="true"><rect width="16" height="16" rx="3.5" fill="#0f6b63" /><path d="M3 5h7M6 8h7M3 11h7" stroke="#fff" stroke-width="1.8" stroke-linecap="round" /></svg>`;
