import { html, type TemplateResult } from "lit";
import type { EgregoraWindows } from "./egregora-windows.js";
import { count, money, share, short } from "./format.js";
import { sizeOf } from "./window-facts.js";
import { sent, tokensOf, type Windows } from "./windows.js";

/** The plan and Egregora's, side by side; or why there is none of Egregora's. */
export function compare(windows: Windows, egregora: EgregoraWindows | string): TemplateResult {
  return html`<section class="card" part="compare" aria-labelledby="compare-heading">
    <h2 id="compare-heading">What Egregora does today</h2>
    ${typeof egregora === "string" ? html`<p class="alert" role="alert">${egregora}</p>` : table(windows, egregora)}
  </section>`;
}

function table(windows: Windows, egregora: EgregoraWindows): TemplateResult {
  const { rows, stats, measure, total, settings, length } = windows;
  const all = sent(windows);
  let largest = 0;
  for (let i = 0; i < length; i++) largest = Math.max(largest, sizeOf(windows, i));
  const ofAll = (some: number, whole: number) => share(whole > 0 ? some / whole : 0);
  const { price } = settings;
  const cost = (amount: number) => money((tokensOf(amount, windows) * (price ?? 0)) / 1e6);
  const lines: [string, string, string][] = [
    ["Windows", count(windows.length), count(egregora.length)],
    ["Windows with nothing new", "0", count(egregora.redundant)],
    ["Rows sent", count(rows.length + stats.repeatedRows), count(egregora.rows)],
    ...(measure === undefined
      ? []
      : ([
          [`Largest window, ${measure}`, count(largest), count(egregora.largest)],
          ["Repeated, of what is sent", ofAll(all - total, all), ofAll(egregora.sent - total, egregora.sent)],
          ["Tokens", short(tokensOf(all, windows)), short(tokensOf(egregora.sent, windows))],
        ] as [string, string, string][])),
    ...(price === undefined || measure === undefined ? [] : ([["Price", cost(all), cost(egregora.sent)]] as [string, string, string][])),
  ];
  return html`<table class="compare">
      <thead>
        <tr><th scope="col"><span class="unseen">What</span></th><th scope="col">This plan</th><th scope="col">Egregora</th></tr>
      </thead>
      <tbody>${lines.map(([name, ours, theirs]) => html`<tr><th scope="row">${name}</th><td>${ours}</td><td>${theirs}</td></tr>`)}</tbody>
    </table>`;
}
