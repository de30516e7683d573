import { html, nothing, type ReactiveControllerHost, type TemplateResult } from "lit";
import type { Plan } from "../plan.js";
import type { Rows } from "../rows.js";
import type { Spec } from "../spec.js";
import { code, specJson } from "./code.js";
import { download, fileOf } from "./download.js";
import type { MessageProvider } from "./messages.js";
import { planCsv } from "./plan-csv.js";
import { messagesCsv, promptLines } from "./prompts.js";
import type { Windows } from "./windows.js";

/** One more file to offer, made by whoever embeds the element. */
export interface Takeaway {
  /** What it says on the button. */
  label: string;
  /** How the file's name ends, such as `plan.parquet`. */
  file: string;
  /** What it stands beside: the plan, unless given. */
  of?: "plan" | "messages" | undefined;
  make: (of: { plan: Plan; rows: Rows; spec: Spec | undefined }) => Uint8Array | string | Promise<Uint8Array | string>;
}

/** What the buttons need. */
export interface Offer {
  windows: Windows;
  messages: MessageProvider | undefined;
  name: string;
  more: readonly Takeaway[];
}

const TYPES: Record<string, string> = {
  csv: "text/csv",
  jsonl: "application/jsonl",
  arrow: "application/vnd.apache.arrow.stream",
  parquet: "application/vnd.apache.parquet",
};

type Parts = Iterable<string | Uint8Array>;

/** The windows to take away: files, code and the spec. */
export class TakeAway {
  readonly #host: ReactiveControllerHost;
  #said = "";
  #problem = "";
  #isBusy = false;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
  }

  clear(): void {
    this.#said = "";
    this.#problem = "";
  }

  render(offer: Offer): TemplateResult {
    const { windows, messages, more } = offer;
    const file = (label: string, name: string, make: () => Parts | Promise<Parts>) =>
      html`<button type="button" ?disabled=${this.#isBusy} @click=${() => this.#save(offer, name, make)}>${label}</button>`;
    const given = (group: "plan" | "messages") =>
      more.filter(({ of = "plan" }) => of === group).map(({ label, file: name, make }) => file(label, name, async () => [await make(windows)]));
    // All rows in one call, whatever the number of windows.
    const all = async () => (await messages?.({ start: 0, end: windows.rows.length })) ?? [];
    return html`<section class="card" part="take-away" aria-labelledby="take-heading">
      <h2 id="take-heading">Take away</h2>
      <div class="take">
        ${messages
          ? html`<div role="group" aria-label="Messages">
              <span class="hint">Messages</span>
              ${file("Prompts, JSONL", "prompts.jsonl", async () => promptLines(windows, await all()))}
              ${file("Messages, CSV", "messages.csv", async () => messagesCsv(windows, await all()))}
              ${given("messages")}
            </div>`
          : nothing}
        <div role="group" aria-label="Plan">
          <span class="hint">Plan</span>
          ${file("Plan, CSV", "plan.csv", () => planCsv(windows))} ${file("Plan, Arrow", "plan.arrow", () => [windows.plan.toArrow()])}
          ${given("plan")}
        </div>
        <div role="group" aria-label="Code">
          <span class="hint">Code</span>
          <button type="button" @click=${() => this.#copy("The code", code(windows))}>Copy as code</button>
          <button type="button" @click=${() => this.#copy("The spec", specJson(windows))}>Copy the spec as JSON</button>
        </div>
      </div>
      <details>
        <summary>The code</summary>
        <pre tabindex="0" aria-label="The code" role="region">${code(windows)}</pre>
      </details>
      <p class="status" role="status">${this.#said}</p>
      <p class="alert" role="alert">${this.#problem}</p>
    </section>`;
  }

  async #save({ name }: Offer, file: string, make: () => Parts | Promise<Parts>): Promise<void> {
    await this.#try(async () => {
      const type = TYPES[file.slice(file.lastIndexOf(".") + 1)] ?? "application/octet-stream";
      const stem = name.replace(/\.[^.]*$/, "").replace(/[^\p{L}\p{N}_-]+/gu, "-") || "windows";
      const full = `${stem}.${file}`;
      this.#said = `Making ${full} …`;
      this.#host.requestUpdate();
      download(full, await fileOf(await make(), type));
      return `${full} is made.`;
    });
  }

  async #copy(what: string, text: string): Promise<void> {
    await this.#try(async () => {
      await navigator.clipboard.writeText(text);
      return `${what} is in the clipboard.`;
    });
  }

  async #try(act: () => Promise<string>): Promise<void> {
    this.clear();
    this.#isBusy = true;
    this.#host.requestUpdate();
    try {
      this.#said = await act();
    } catch (error) {
      this.#problem = error instanceof Error ? error.message : String(error);
    }
    this.#isBusy = false;
    this.#host.requestUpdate();
  }
}
