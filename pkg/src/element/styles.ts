import { css } from "lit";

/** Colours and sizes, each to be set from outside by `--windrow-…`; light and dark follow `color-scheme`. */
const theme = css`
  :host {
    --page: var(--windrow-page, light-dark(#f5f6f7, #14181b));
    --card: var(--windrow-card, light-dark(#fff, #1c2226));
    --line: var(--windrow-line, light-dark(#d9dde1, #374047));
    --text: var(--windrow-text, light-dark(#1c2126, #e6eaed));
    --muted: var(--windrow-muted, light-dark(#55606a, #9faab3));
    --accent: var(--windrow-accent, light-dark(#0f6b63, #5cc7b9));
    --accent-soft: var(--windrow-accent-soft, light-dark(#e2f1ef, #1d3836));
    --fresh: var(--windrow-fresh, light-dark(#2f8f85, #4fb3a6));
    --other: var(--windrow-other, light-dark(#7fbdb6, #2e7d74));
    --repeated: var(--windrow-repeated, light-dark(#c9a227, #d9b44a));
    --repeated-soft: var(--windrow-repeated-soft, light-dark(#f1efe8, #2a2820));
    --silence: var(--windrow-silence, light-dark(#e4e7ea, #2a3238));
    --alert: var(--windrow-alert, light-dark(#a3211b, #ff9b93));
    --alert-soft: var(--windrow-alert-soft, light-dark(#fdeceb, #3b2020));
    --flag: var(--windrow-flag, light-dark(#7a4900, #f0bc6a));
    --flag-soft: var(--windrow-flag-soft, light-dark(#fdf0d9, #3b2f18));
    color-scheme: inherit;
    display: block;
    container-type: inline-size;
    color: var(--text);
    font: 100%/1.5 system-ui, sans-serif;
  }

  *,
  ::before,
  ::after {
    box-sizing: border-box;
  }

  [hidden] {
    display: none !important;
  }

  h2,
  h3,
  p,
  dl,
  dd,
  ol,
  pre,
  figure,
  fieldset {
    margin: 0;
    padding: 0;
  }

  h2 {
    font-size: 1.05rem;
    line-height: 1.3;
    overflow-wrap: anywhere;
  }

  h3 {
    font-size: 0.9rem;
  }

  .card {
    display: flex;
    flex-direction: column;
    gap: 0.6rem;
    min-width: 0;
    padding: 1rem;
    border: 1px solid var(--line);
    border-radius: 0.6rem;
    background: var(--card);
  }

  .layout,
  .results,
  .panes {
    display: grid;
    gap: 1rem;
    grid-template-columns: minmax(0, 1fr);
    align-items: start;
  }

  .dim {
    opacity: 0.5;
  }

  .hint,
  .status {
    color: var(--muted);
    font-size: 0.85rem;
  }

  .hint:empty,
  .status:empty,
  .alert:empty {
    display: none;
  }

  .alert {
    max-height: 12rem;
    padding: 0.5rem 0.75rem;
    overflow: auto;
    border-radius: 0.4rem;
    background: var(--alert-soft);
    color: var(--alert);
    overflow-wrap: anywhere;
    white-space: pre-line;
  }

  .unseen {
    position: absolute;
    width: 1px;
    height: 1px;
    margin: -1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }

  .scroll {
    overflow: auto;
    border: 1px solid var(--line);
    border-radius: 0.4rem;
  }
`;

const inputs = css`
  button,
  input,
  select {
    color: inherit;
    font: inherit;
  }

  button,
  select,
  input[type="number"],
  input[type="text"] {
    min-height: 2.25rem;
    padding: 0.25rem 0.7rem;
    border: 1px solid var(--line);
    border-radius: 0.4rem;
    background: var(--card);
  }

  button {
    cursor: pointer;
  }

  button:hover:enabled,
  button[aria-pressed="true"] {
    border-color: var(--accent);
    color: var(--accent);
  }

  button[aria-pressed="true"] {
    background: var(--accent-soft);
  }

  button:disabled {
    opacity: 0.45;
    cursor: default;
  }

  :focus-visible {
    outline: 2px solid var(--accent);
    outline-offset: 2px;
  }

  .controls {
    gap: 0.75rem;
  }

  .controls .field {
    display: grid;
    grid-template-columns: minmax(0, 1fr) 7.5rem;
    align-items: center;
    gap: 0 0.75rem;
  }

  .controls .field label {
    font-size: 0.9rem;
  }

  .controls .field select,
  .controls .field:has(select) label {
    grid-column: 1 / -1;
  }

  .controls .field > .hint {
    grid-column: 1 / -1;
    font-size: 0.8rem;
  }

  select,
  input[type="number"],
  input[type="text"] {
    width: 100%;
    min-width: 0;
    font-variant-numeric: tabular-nums;
  }

  input[type="range"] {
    grid-column: 1 / -1;
    width: 100%;
    margin: 0.35rem 0 0;
    accent-color: var(--accent);
  }

  .switch {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr);
    gap: 0 0.5rem;
    align-items: baseline;
  }

  .switch input {
    accent-color: var(--accent);
  }

  .switch .hint {
    grid-column: 2;
    font-size: 0.8rem;
  }

  .presets {
    display: grid;
    grid-template-columns: repeat(4, 1fr);
    gap: 0.4rem;
  }

  .presets button {
    position: relative;
    padding-inline: 0.2rem;
  }

  summary {
    cursor: pointer;
  }

  details[open] > summary {
    margin-bottom: 0.5rem;
  }

  .controls details .field + .field {
    margin-top: 0.5rem;
  }

  fieldset {
    display: grid;
    gap: 0.6rem;
    min-width: 0;
    padding: 0.5rem 0.75rem 0.75rem;
    border: 1px solid var(--line);
    border-radius: 0.4rem;
  }

  legend {
    padding: 0 0.3rem;
    color: var(--muted);
    font-size: 0.85rem;
  }
`;

const figures = css`
  .tiles {
    display: grid;
    gap: 0.75rem 1.25rem;
    grid-template-columns: repeat(auto-fit, minmax(6.5rem, 1fr));
  }

  dt {
    color: var(--muted);
    font-size: 0.85rem;
  }

  dd {
    font-size: 1.35rem;
    font-variant-numeric: tabular-nums;
    line-height: 1.3;
  }

  dd.note {
    color: var(--muted);
    font-size: 0.8rem;
  }

  .work {
    align-self: end;
    color: var(--muted);
    font-size: 0.85rem;
    font-variant-numeric: tabular-nums;
  }

  .bar {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 0.5rem;
  }

  .tools {
    display: flex;
    flex-wrap: wrap;
    gap: 0.3rem;
  }

  .tools button {
    min-width: 2.25rem;
    min-height: 2rem;
    padding: 0 0.5rem;
    font-size: 0.9rem;
  }

  canvas {
    display: block;
    width: 100%;
    height: 85px;
    cursor: pointer;
    touch-action: pan-y;
  }

  .ends,
  .legend {
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    gap: 0 1rem;
    font-size: 0.8rem;
    font-variant-numeric: tabular-nums;
  }

  .legend {
    justify-content: start;
  }

  .ink {
    display: inline-block;
    width: 0.8em;
    height: 0.8em;
    border-radius: 2px;
  }

  .ink.fresh {
    background: var(--fresh);
  }

  .ink.other {
    background: var(--other);
  }

  .ink.repeated {
    background: var(--repeated);
  }

  .ink.silence {
    background: var(--silence);
  }

  .ink.activity {
    background: var(--muted);
  }

  .ink.chosen {
    background: var(--alert);
  }

  .figures {
    display: grid;
    gap: 1rem;
    grid-template-columns: repeat(var(--columns, 1), minmax(0, 1fr));
  }

  figure {
    min-width: 0;
    min-height: 13rem;
  }

  figcaption {
    color: var(--muted);
    font-size: 0.85rem;
  }

  .plot {
    --plot-background: var(--card);
    display: block;
    max-width: 100%;
    height: auto;
  }

  .plot text,
  .plot tspan {
    white-space: pre;
  }

  .clickable {
    cursor: pointer;
  }

  .take,
  .take > div {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.5rem 1.5rem;
  }

  .take > div {
    gap: 0.4rem;
  }

  .take .hint {
    min-width: 4.5rem;
  }

  pre {
    padding: 0.75rem;
    overflow: auto;
    border: 1px solid var(--line);
    border-radius: 0.4rem;
    background: var(--page);
    font-size: 0.8rem;
  }
`;

const lists = css`
  #windows .scroll {
    height: 32rem;
    overflow-anchor: none;
  }

  table {
    width: 100%;
    border-collapse: collapse;
    font-size: 0.85rem;
    font-variant-numeric: tabular-nums;
  }

  thead th {
    position: sticky;
    top: 0;
    z-index: 1;
    background: var(--card);
    box-shadow: inset 0 -1px var(--line);
    color: var(--muted);
    font-size: 0.8rem;
    font-weight: 600;
  }

  th,
  td {
    padding: 0.2rem 0.4rem;
    text-align: right;
    white-space: nowrap;
  }

  th.measure {
    text-transform: capitalize;
  }

  .spacer td {
    padding: 0;
    border: 0;
  }

  .line {
    height: 30px;
    cursor: pointer;
  }

  .line th,
  .line td {
    padding-block: 0;
  }

  .line:hover,
  .line.opened {
    background: var(--accent-soft);
  }

  .line button {
    min-height: 24px;
    padding: 0 0.4rem;
    border-color: transparent;
    background: none;
    color: var(--accent);
    text-decoration: underline;
    text-underline-offset: 0.15em;
  }

  .opened button {
    font-weight: 700;
  }

  .timeless .time {
    display: none;
  }

  .compare {
    font-size: 0.95rem;
  }

  .compare thead th {
    position: static;
  }

  .compare th:first-child {
    text-align: left;
  }

  .compare tbody th {
    font-weight: 400;
    white-space: normal;
  }

  .flag {
    padding: 0 0.35rem;
    border-radius: 0.3rem;
    background: var(--flag-soft);
    color: var(--flag);
    font-size: 0.75rem;
  }

  .facts {
    display: flex;
    flex-wrap: wrap;
    gap: 0 1.25rem;
    color: var(--muted);
    font-size: 0.9rem;
    font-variant-numeric: tabular-nums;
  }

  #detail .scroll {
    max-height: 40rem;
  }

  #detail[aria-busy="true"] .scroll {
    opacity: 0.5;
  }

  #detail ol {
    list-style: none;
  }

  #detail h3 {
    position: sticky;
    top: 0;
    padding: 0.4rem 0.75rem;
    background: var(--card);
    box-shadow: inset 0 -1px var(--line);
  }

  #detail h3.repeated {
    background: var(--repeated-soft);
  }

  #detail li {
    padding: 0.4rem 0.75rem 0.6rem;
    border-left: 4px solid var(--accent);
    border-bottom: 1px solid var(--line);
  }

  #detail .repeated li {
    border-left: 4px dashed var(--repeated);
    background: var(--repeated-soft);
  }

  .meta {
    display: flex;
    flex-wrap: wrap;
    gap: 0 0.75rem;
    color: var(--muted);
    font-size: 0.8rem;
    font-variant-numeric: tabular-nums;
    overflow-wrap: anywhere;
  }

  .meta bdi {
    color: var(--text);
  }

  .text {
    overflow-wrap: anywhere;
    white-space: pre-wrap;
    unicode-bidi: isolate;
  }

  .folded {
    max-height: 14em;
    overflow: hidden;
    mask-image: linear-gradient(#000 70%, transparent);
  }

  .unfold {
    min-height: 1.8rem;
    font-size: 0.85rem;
  }

  .nothing,
  .more {
    color: var(--muted);
    font-style: italic;
  }

  #detail .scroll > .more {
    padding: 0.6rem 0.75rem;
  }
`;

/** Where there is room, settings stand beside what they make. */
const room = css`
  @container (min-width: 40rem) and (max-width: 59.99rem) {
    .controls {
      display: grid;
      grid-template-columns: repeat(2, minmax(0, 1fr));
      gap: 0.75rem 1.5rem;
    }

    .controls > h2,
    .controls > .alert {
      grid-column: 1 / -1;
    }

    .figures {
      --columns: 2;
    }
  }

  @container (min-width: 60rem) {
    .layout {
      grid-template-columns: 19rem minmax(0, 1fr);
    }

    .figures {
      --columns: 3;
    }

    .controls {
      position: sticky;
      top: 1rem;
      max-height: calc(100vh - 2rem);
      overflow: auto;
    }
  }

  @container (min-width: 80rem) {
    .panes {
      grid-template-columns: minmax(0, 5fr) minmax(0, 4fr);
    }
  }

  @container (min-width: 80rem) and (max-width: 104rem) {
    .wide {
      display: none;
    }
  }

  @container (min-width: 60rem) and (max-width: 79.99rem) {
    .time.wide {
      display: none;
    }
  }

  /* What a slider does is seen while it is moved. */
  @container (max-width: 59.99rem) {
    .results {
      display: contents;
    }

    .dim > * {
      opacity: 0.5;
    }

    #summary {
      position: sticky;
      top: 0;
      z-index: 2;
      order: -1;
      gap: 0.3rem;
      padding: 0.6rem 1rem;
    }

    #summary .tiles {
      gap: 0.3rem 1rem;
      grid-template-columns: repeat(auto-fit, minmax(5.5rem, 1fr));
    }

    #summary dd {
      font-size: 1.05rem;
    }

    #summary .note {
      display: none;
    }
  }

  @container (max-width: 40rem) {
    /* The opened window tells them. */
    .wide,
    .time {
      display: none;
    }

    th,
    td {
      padding-inline: 0.3rem;
    }

    #windows .scroll {
      height: 22rem;
    }
  }

  @media (prefers-reduced-motion: no-preference) {
    .results {
      transition: opacity 0.15s;
    }
  }
`;

export const styles = [theme, inputs, figures, lists, room];
