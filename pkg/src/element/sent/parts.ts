import { css, html, nothing, type TemplateResult } from "lit";
import type { Planned } from "../plan/index.js";
import { fill, words } from "../words/index.js";

/** One prompt as it is sent, in its parts. */
export interface SentPrompt {
  index: number;
  before: string;
  /** The lines that the prompt before has too, and the new ones. */
  repeated: readonly string[];
  fresh: readonly string[];
  after: string;
  /** All of it. */
  text: string;
  bytes: number;
  tokens?: number | undefined;
}

/** Reads one prompt of a plan. */
export type PromptReader = (planned: Planned, index: number, signal: AbortSignal) => Promise<SentPrompt>;

/** Lines that are shown of a part; there may be many. */
const MOST = 80;
/** Longer lines are cut short where they are shown; never where they are sent. */
const LONGEST = 2_000;

export function parts({ index, before, repeated, fresh, after }: SentPrompt): TemplateResult {
  const { before: b, after: a, repeated: r, fresh: f, nMessages } = words();
  const many = (lines: readonly string[]) => ` · ${fill(nMessages, { n: lines.length })}`;
  return html`<div class="pre">${before ? html`<div class="part txt"><span class="tag">${b}</span>${before.trim()}</div>` : nothing}${
    repeated.length > 0
      ? html`<div class="part dup"><span class="tag">${fill(r, { n: index })}${many(repeated)}</span>${shown(repeated)}</div>`
      : nothing
  }<div class="part"><span class="tag">${f}${many(fresh)}</span>${shown(fresh)}</div>${
    after ? html`<div class="part txt"><span class="tag">${a}</span>${after.trim()}</div>` : nothing
  }</div>`;
}

function shown(lines: readonly string[]): unknown {
  const text = (some: readonly string[]) =>
    some.map((line) => (line.length > LONGEST ? `${line.slice(0, LONGEST)} …` : line)).join("\n");
  if (lines.length <= MOST) return text(lines);
  return html`${text(lines.slice(0, MOST - 10))}
<span class="more">${fill(words().moreLines, { n: lines.length - MOST })}</span>
${text(lines.slice(-10))}`;
}

export const partStyles = css`
  .pre { font: 12.5px/20px var(--mono); letter-spacing: -0.01em; white-space: pre-wrap; overflow-wrap: anywhere; padding: 4px 20px 24px; color: var(--text); unicode-bidi: plaintext; }
  .part { display: block; position: relative; border-left: 3px solid var(--line); padding: 2px 12px 2px 13px; margin: 0 0 8px; }
  .part.txt { border-color: var(--accent); }
  .part.dup { border-color: var(--rep-line); background: var(--rep); }
  .tag { display: block; font: 600 11px/20px var(--sans); letter-spacing: 0; color: var(--text3); }
  .txt .tag { color: var(--accent); }
  .dup .tag { color: var(--rep-ink); }
  .more { color: var(--text3); font-family: var(--sans); font-size: 12px; }
`;
