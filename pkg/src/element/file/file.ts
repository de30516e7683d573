import { css, html, nothing, type PropertyDeclarations, type TemplateResult } from "lit";
import { menu } from "../base/controls.js";
import { define, WindrowElement } from "../base/element.js";
import { bytesText, count, fill, rich, translated } from "../words/index.js";

/** What is known of a file that is shown. */
export interface FileInfo {
  format: string;
  /** How many messages it has, and bytes. */
  rows: number;
  bytes: number;
  /** All columns, and which ones are what. */
  all: readonly { name: string; type: string }[];
  roles: {
    time?: string | undefined;
    author?: string | undefined;
    text: string;
    chat?: string | undefined;
    id?: string | undefined;
  };
  /** Whether columns can be chosen; a chat's are known. */
  isTable: boolean;
  problems: readonly { what: string; count: number; samples: readonly string[] }[];
  guesses: readonly { what: string; from: string }[];
  /** How dates were read, where they do not tell. */
  dates?: "DMY" | "MDY" | undefined;
  /** Whether tokens are an estimate. */
  estimated: boolean;
}

export interface FileEvents {
  columns: { [role in "time" | "author" | "chat" | "id"]?: string | null } & { text?: string };
  dates: { order: "DMY" | "MDY" };
  count: object;
}

/** How many records a problem has. Its sentence is said of several: of one, the number stands behind it. */
export function problemText({ what, count: n }: { what: string; count: number }): TemplateResult {
  return n === 1 ? html`${translated(what)}: <b>${count(n)}</b>` : html`<b>${count(n)}</b> ${translated(what)}`;
}

/** `<windrow-file>`: what a file is, which of its columns are what, and what was not understood. */
export class WindrowFile extends WindrowElement<FileEvents> {
  /** Its own styles; colours and sizes are custom properties. */
  static override readonly styles = [
    ...menu,
    css`
      .fl { padding: 4px 8px; font-size: 13px; overflow-wrap: anywhere; }
      .fl b { font-weight: 600; }
      .fl .cap { display: block; }
      .cols { display: grid; grid-template-columns: 1fr 1fr; gap: 8px; padding: 4px 8px 8px; }
      .cols span { display: block; font-size: 12px; line-height: 20px; color: var(--text2); }
      summary { cursor: pointer; font-size: 13px; padding: 4px 8px; }
      li { font: 12px/18px var(--mono); color: var(--text2); padding: 2px 8px 2px 24px; overflow-wrap: anywhere; unicode-bidi: plaintext; }
    `,
  ];
  static override readonly properties: PropertyDeclarations = { name: { type: String }, file: { attribute: false } };

  declare name: string;
  declare file: FileInfo | undefined;

  constructor() {
    super();
    this.name = "";
  }

  protected override render(): TemplateResult {
    const { words, file, name } = this;
    if (!file) return html`<h3>${words.fileTitle}</h3><p class="fl"><b><bdi>${name}</bdi></b></p>`;
    const { problems, guesses, dates } = file;
    const others = guesses.filter(
      ({ what }) => dates === undefined || !/^the (day|month) comes before|the order (DMY|MDY)$/.test(what),
    );
    return html`<h3>${words.fileTitle}</h3>
      <p class="fl"><b><bdi>${name}</bdi></b><span class="cap">${file.format} · ${fill(words.lines, { n: file.rows, s: bytesText(file.bytes) })}</span></p>
      ${file.estimated ? html`<p class="fl">${words.estimated} <button class="link" @click=${() => this.tell("count", {})}>${words.countAll}</button></p>` : nothing}
      <h3>${words.columns}</h3>
      <div class="cols">${this.#select("time", words.time, words.noTime)}${this.#select("author", words.author, words.none)}${this.#select("text", words.text)}${this.#select("chat", words.chat, words.oneChat)}${file.isTable ? this.#select("id", words.id, words.none) : nothing}</div>
      <h3>${words.problems}</h3>
      ${
        problems.length === 0
          ? html`<p class="fl">${words.noProblems}</p>`
          : problems.map(
              ({ what, count: n, samples }) =>
                html`<details class="problem"><summary>${problemText({ what, count: n })}</summary><ul>${samples.map((sample) => html`<li dir="auto">${sample}</li>`)}</ul></details>`,
            )
      }
      ${dates ? html`<p class="fl">${rich(dates === "DMY" ? words.dayMonth : words.monthDay)} <button class="link" @click=${() => this.tell("dates", { order: dates === "DMY" ? "MDY" : "DMY" })}>${words.switch}</button></p>` : nothing}
      ${others.length > 0 ? html`<h3>${words.guesses}</h3>${others.map(({ what, from }) => html`<p class="fl">${translated(what)}<span class="cap"><bdi>${translated(from, "origins")}</bdi></span></p>`)}` : nothing}`;
  }

  #select(role: "time" | "author" | "text" | "chat" | "id", label: string, none?: string): TemplateResult {
    const { all, roles, isTable } = this.file!;
    const chosen = roles[role];
    const change = ({ target }: Event) => {
      const { selectedIndex } = target as HTMLSelectElement;
      const column = all[selectedIndex - (none === undefined ? 0 : 1)];
      this.tell("columns", { [role]: column?.name ?? null });
    };
    const isTaken = (name: string) =>
      name !== chosen && role !== "id" && Object.entries(roles).some(([other, column]) => other !== "id" && column === name);
    return html`<label><span>${label}</span><select class="field" data-role=${role} ?disabled=${!isTable && role !== "chat"} @change=${change}>
      ${none === undefined ? nothing : html`<option ?selected=${chosen === undefined}>${none}</option>`}${all.map(({ name }) => html`<option ?selected=${name === chosen} ?disabled=${isTaken(name)}>${name}</option>`)}</select></label>`;
  }
}

define("windrow-file", WindrowFile);
