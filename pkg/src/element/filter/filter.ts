import { css, html, nothing, type PropertyDeclarations, type TemplateResult } from "lit";
import { menu } from "../base/controls.js";
import { define, WindrowElement } from "../base/element.js";

/** Which messages are left. What is absent leaves all. */
export interface Filter {
  /** Days as `2024-03-01`, both included. */
  from?: string | undefined;
  to?: string | undefined;
  /** The people and the chats that are left out; null is those without a name. */
  withoutAuthors?: readonly (string | null)[] | undefined;
  withoutChats?: readonly (string | null)[] | undefined;
  /** Whether photos, videos and the like are left out. */
  withoutMedia?: boolean | undefined;
  /** Whether lines of the messenger itself are left out, such as who joined. */
  withoutSystem?: boolean | undefined;
  /** What of the texts is hidden; it is set where prompts are exported. */
  redact?: object | undefined;
}

/** What there is to choose from. */
export interface Choices {
  authors: readonly string[];
  chats: readonly { id: string; name: string }[];
  /** The first day and the last one, where there are times. */
  from?: string | undefined;
  to?: string | undefined;
  hasMedia: boolean;
  hasSystem: boolean;
}

export interface FilterEvents {
  filter: { filter: Filter };
}

/** The number of a reader's choices that leave messages out. `withoutSystem` does not count: files begin with it. */
export const chosenIn = ({ from, to, withoutAuthors, withoutChats, withoutMedia }: Filter = {}): number =>
  [from, to, withoutAuthors?.length, withoutChats?.length, withoutMedia].filter(Boolean).length;

/** Whether a filter leaves any messages out. */
export const leavesOut = (filter: Filter = {}): boolean => chosenIn(filter) > 0 || filter.withoutSystem === true;

/** Names beyond these are reached by search. */
const MOST = 200;

/** `<windrow-filter>`: which messages are shown and sent. Fires `filter`. */
export class WindrowFilter extends WindrowElement<FilterEvents> {
  /** Its own styles; colours and sizes are custom properties. */
  static override readonly styles = [
    ...menu,
    css`
      .two { display: grid; grid-template-columns: repeat(auto-fit, minmax(140px, 1fr)); gap: 8px; padding: 0 8px 8px; }
      .two .field { width: 100%; min-width: 0; }
      .two label { font-size: 12px; line-height: 20px; color: var(--text2); }
      .switch { padding: 0 8px; }
      .switch bdi { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
      .list { max-height: 220px; overflow: auto; scrollbar-width: thin; }
      .foot { padding: 8px; }
      .wrong { padding: 0 8px; color: var(--error); font-size: 12px; line-height: 16px; }
      [aria-invalid=true] { border: 2px solid var(--error); }
    `,
  ];
  static override readonly properties: PropertyDeclarations = {
    filter: { attribute: false },
    choices: { attribute: false },
    isBackwards: { state: true },
  };

  declare filter: Filter;
  declare choices: Choices | undefined;
  /** Whether the last day that is typed is before the first one. */
  declare private isBackwards: boolean;
  /** Days that are typed, and are no filter yet. */
  #days: Pick<Filter, "from" | "to"> | undefined;

  constructor() {
    super();
    this.filter = {};
    this.isBackwards = false;
  }

  #set(filter: Partial<Filter>): void {
    const next = Object.fromEntries(
      Object.entries({ ...this.filter, ...filter }).filter(([, value]) => value !== undefined && value !== "" && value !== false),
    );
    this.tell("filter", { filter: next });
  }

  protected override render(): TemplateResult {
    const { words, filter, choices } = this;
    if (!choices) return html``;
    const { authors, chats, from, to, hasMedia, hasSystem } = choices;
    const names = chats.map(({ id, name }) => [id, name || id] as const);
    return html`${
      authors.length > 1
        ? html`<h3>${words.people}</h3><div class="list">${this.#several(
            "withoutAuthors",
            authors.map((name) => [name, name] as const),
          )}</div>`
        : nothing
    }
      ${names.length > 1 ? html`<h3>${words.chatsTitle}</h3><div class="list">${this.#several("withoutChats", names)}</div>` : nothing}
      ${
        from
          ? html`<h3>${words.dates}</h3><div class="two">
          <label>${words.from}<input class="field" type="date" .value=${this.#days ? (this.#days.from ?? from) : (filter.from ?? from)} min=${from} max=${to ?? nothing} @change=${this.#date("from", from)} aria-invalid=${String(this.isBackwards)} aria-describedby="days"></label>
          <label>${words.to}<input class="field" type="date" .value=${(this.#days ? this.#days.to : filter.to) ?? to ?? ""} min=${from} max=${to ?? nothing} @change=${this.#date("to", to)} aria-invalid=${String(this.isBackwards)} aria-describedby="days"></label></div>
          <p id="days" class="wrong" role="status">${this.isBackwards ? words.badDays : nothing}</p>`
          : nothing
      }
      ${hasMedia ? this.#switch("withoutMedia", words.withoutMedia) : nothing}${hasSystem ? this.#switch("withoutSystem", words.withoutSystem) : nothing}
      ${leavesOut(filter) ? html`<div class="foot"><button class="btn small" @click=${() => this.tell("filter", { filter: {} })}>${words.clearFilter}</button></div>` : nothing}`;
  }

  #date(which: "from" | "to", standard: string | undefined) {
    return ({ target }: Event) => {
      const { value } = target as HTMLInputElement;
      this.#days = { from: this.filter.from, to: this.filter.to, ...this.#days, [which]: value === standard ? undefined : value };
      const { from = this.choices?.from ?? "", to = this.choices?.to ?? "" } = this.#days;
      this.isBackwards = to < from;
      if (this.isBackwards) return;
      this.#set(this.#days);
      this.#days = undefined;
    };
  }

  #switch(name: "withoutMedia" | "withoutSystem", label: string): TemplateResult {
    const isOn = this.filter[name] === true;
    return html`<button class="switch" role="switch" aria-checked=${String(isOn)} @click=${() => this.#set({ [name]: !isOn })}>${label}</button>`;
  }

  #several(which: "withoutAuthors" | "withoutChats", all: readonly (readonly [string, string])[]): TemplateResult[] {
    const out = this.filter[which] ?? [];
    return all.slice(0, MOST).map(([id, name]) => {
      const isOn = !out.includes(id);
      const toggle = () => {
        const next = isOn ? [...out, id] : out.filter((other) => other !== id);
        this.#set({ [which]: next.length === 0 ? undefined : next });
      };
      return html`<button class="switch" role="switch" aria-checked=${String(isOn)} @click=${toggle}><bdi>${name}</bdi></button>`;
    });
  }
}

define("windrow-filter", WindrowFilter);
