import { html, nothing, type TemplateResult } from "lit";
import { count, money, plural, share, short } from "./format.js";
import { sent, tokensOf, type Windows } from "./windows.js";

/** What the plan comes to. */
export function tiles(windows: Windows): TemplateResult {
  const { rows, stats, measure, settings, total } = windows;
  const all = sent(windows);
  const repeated = measure === undefined ? stats.repeatedRows / (rows.length + stats.repeatedRows) : (all - total) / all;
  const tokens = tokensOf(all, windows);
  const { price } = settings;
  const { fill } = stats;
  return html`<dl class="tiles" part="tiles">
    ${tile("Windows", count(windows.length), stats.oversize ? plural(stats.oversize, "oversize row") : "")}
    ${tile("Rows", count(rows.length), stats.repeatedRows ? `and ${count(stats.repeatedRows)} repeated` : "none repeated")}
    ${measure === undefined ? nothing : tile(capital(measure), count(total), all > total ? `${count(all)} with repeats` : "")}
    ${tile("Repeated", share(repeated || 0), "of what is sent")}
    ${fill ? tile("Fill", share(fill.median), `median; least ${share(fill.min)}, most ${share(fill.max)}`) : nothing}
    ${measure === undefined ? nothing : tile("Tokens", short(tokens), measure === "bytes" ? "estimated, to be sent" : "to be sent")}
    ${price !== undefined && measure !== undefined && price >= 0
      ? tile("Price", money((tokens * price) / 1e6), `at ${price} a million`)
      : nothing}
  </dl>`;
}

function tile(name: string, value: string, note: string): TemplateResult {
  return html`<div><dt>${name}</dt><dd>${value}</dd>${note ? html`<dd class="note">${note}</dd>` : nothing}</div>`;
}

const capital = (name: string) => name.charAt(0).toUpperCase() + name.slice(1);
