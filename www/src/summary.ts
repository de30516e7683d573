import { find, make } from "./dom.js";
import { count, milliseconds, plural, share } from "./format.js";
import type { Messages } from "./load.js";
import type { Windows } from "./plan.js";

/** What the plan comes to, and what it took to make it. */
export interface Summarised {
  name: string;
  messages: Messages;
  windows: Windows;
  windowsMs: number;
}

export function showSummary({ name, messages, windows, windowsMs }: Summarised): void {
  const { rows, queries, fetchMs } = messages;
  const { repeated, oversize } = totals(windows);
  const ofAll = share(repeated / (rows.length + repeated));
  find("#summary-heading").replaceChildren("Plan for ", bdi(name));
  find("#summary dl").replaceChildren(
    fact("Rows", count(rows.length)),
    fact("Bytes", count(rows.total("bytes"))),
    fact("Windows", count(windows.length)),
    fact("Repeated rows", count(repeated), repeated ? `${ofAll} of all rows in windows` : ""),
    fact("Oversize rows", count(oversize), oversize ? "each a window by itself" : ""),
  );
  const work = [
    plural(queries, "query", "queries"),
    `fetch ${milliseconds(fetchMs)}`,
    `windows ${milliseconds(windowsMs)}`,
  ].join(" · ");
  const warning = rows.length === 0 ? "There are no rows in this file. " : "";
  find("#summary .work").textContent = warning + work;
}

function totals({ length, start, fresh, oversize }: Windows) {
  const all = { repeated: 0, oversize: 0 };
  for (let i = 0; i < length; i++) {
    all.repeated += (fresh[i] as number) - (start[i] as number);
    all.oversize += oversize[i] as number;
  }
  return all;
}

function fact(name: string, value: string, note = ""): HTMLElement {
  const facts = make("div", "", make("dt", "", name), make("dd", "", value));
  if (note) facts.append(make("dd", "note", note));
  return facts;
}

/** A file's name may be written from right to left, and must not turn its surroundings. */
function bdi(text: string): HTMLElement {
  return make("bdi", "", text);
}
