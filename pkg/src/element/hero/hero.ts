import { css, html, nothing, type PropertyDeclarations, type TemplateResult } from "lit";
import { base } from "../base/controls.js";
import { define, WindrowElement } from "../base/element.js";
import { icon } from "../base/icons.js";
import { costOf, type Planned, rowColumns } from "../plan/index.js";
import { count, day, fill, money, rich } from "../words/index.js";
import { unitOf } from "../words/plan.js";

export interface HeroEvents {
  /** Someone wants to see the file and its columns. */
  file: object;
  /** Someone wants to see the setting that is wrong. */
  fault: object;
}

/** How often what is heard of the figures changes, in milliseconds. */
const HEARD = 1_000;

/** `<windrow-hero>`: the plan in one line, and what it is of below. Fires `file` and `fault`. */
export class WindrowHero extends WindrowElement<HeroEvents> {
  /** Its own styles; colours and sizes are custom properties. */
  static override readonly styles = [
    ...base,
    css`
      :host { padding-left: 24px; min-width: 0; container-type: inline-size; }
      h1 { font-size: clamp(13px, min(2.85cqi, 172cqi / var(--letters, 40)), 21px); line-height: 28px; font-weight: 400; letter-spacing: -0.012em; color: var(--text2); white-space: nowrap; overflow: hidden; text-overflow: ellipsis; }
      h1 b { font-weight: 650; color: var(--text); }
      h1 .plan b:last-of-type { color: var(--accent); }
      .sep { color: var(--control); padding: 0 0.1em; }
      p { font-size: 12px; line-height: 16px; color: var(--text3); white-space: nowrap; overflow: hidden; text-overflow: ellipsis; min-height: 16px; }
      .src { display: inline-flex; align-items: center; gap: 4px; max-width: 100%; padding: 0 4px; margin-left: -4px; border-radius: 4px; }
      .src > span { overflow: hidden; text-overflow: ellipsis; }
      .src svg { transform: rotate(90deg); }
      .src:hover { background: var(--hover); color: var(--text); }
      .bad { display: inline-flex; gap: 6px; color: var(--error); align-items: center; }
      .bad .link { font-size: 12px; line-height: 16px; min-height: 0; padding: 4px 0; color: inherit; text-align: left; }
      @media (min-width: 1800px) { :host { padding-left: 28px; } h1 { font-size: clamp(13px, min(3cqi, 172cqi / var(--letters, 40)), 24px); line-height: 32px; } }
      @media (max-width: 1099px) { :host { padding-left: 12px; } }
      @media (max-width: 719px) {
        :host { padding-left: 16px; }
        h1 { font-size: clamp(13px, 5.4cqi, 18px); line-height: 24px; }
        h1 .plan, h1 .size { display: block; overflow: hidden; text-overflow: ellipsis; }
        h1 .size > .sep:first-child, p.quiet { display: none; }
        p { white-space: normal; }
        .title { white-space: nowrap; }
      }
      @media (pointer: coarse) { .src { min-height: 44px; margin: -14px 0 -14px -4px; } }
    `,
  ];
  static override readonly properties: PropertyDeclarations = {
    planned: { attribute: false },
    name: { type: String },
    sample: { type: Boolean },
    people: { type: Number },
    chats: { type: Number },
    estimated: { type: Boolean },
    loading: { type: String },
    note: { type: String },
    fault: { type: String },
    detailed: { type: Boolean },
  };

  declare planned: Planned | undefined;
  /** What the file is called. */
  declare name: string;
  declare sample: boolean;
  declare people: number;
  declare chats: number;
  /** Whether tokens are an estimate. */
  declare estimated: boolean;
  /** What is being read: it stands in the place of the figures. */
  declare loading: string;
  /** How far that is. */
  declare note: string;
  /** The setting that cannot be used. */
  declare fault: string;
  /** Whether there is more to see of the file. */
  declare detailed: boolean;

  #heard = "";
  #heardAt = -Infinity;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    super();
    this.name = this.loading = this.note = this.fault = "";
    this.sample = this.estimated = this.detailed = false;
    this.people = this.chats = 0;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
  }

  protected override updated(): void {
    const title = this.renderRoot.querySelector("h1");
    const text = title?.textContent ?? "";
    title?.style.setProperty("--letters", String(Math.max(text.length, 1)));
    const region = this.renderRoot.querySelector("[aria-live]")!;
    if (text === this.#heard) return;
    clearTimeout(this.#timer);
    const say = () => {
      [this.#heard, this.#heardAt] = [text, performance.now()];
      region.textContent = text;
    };
    this.#timer = setTimeout(say, Math.max(this.#heardAt + HEARD - performance.now(), HEARD / 2));
  }

  protected override render(): TemplateResult {
    const { words, loading, planned } = this;
    return html`${loading ? html`<h1 class="title"><b>${loading}</b></h1>` : html`<h1>${planned ? this.#figures(planned) : words.starting}</h1>`}
      ${this.#below()}<span class="unseen" aria-live="polite"></span>`;
  }

  #figures(planned: Planned): TemplateResult {
    const { words } = this;
    const { rows, length, sent, measure } = planned;
    if (rows.length === 0) return html`${words.heroEmpty}`;
    const cost = costOf(planned);
    const about = this.estimated ? "≈ " : "";
    return html`<span class="plan">${rich(words.hero, { m: rows.length, p: length })}</span>${
      measure === undefined
        ? nothing
        : html`<span class="size"><span class="sep"> · </span>${rich(words.heroSize, { t: about + count(rounded(sent)), unit: unitOf(planned) })}${
            cost === undefined ? nothing : html`<span class="sep"> · </span><b>${about}${money(cost)}</b>`
          }</span>`
    }`;
  }

  #below(): TemplateResult {
    const { loading, planned } = this;
    if (loading) return html`<p role="status">${this.note}</p>`;
    if (this.fault)
      return html`<p><span class="bad">${icon("bad", 14)}<span><button class="link" @click=${() => this.tell("fault", {})}>${this.fault}</button></span></span></p>`;
    if (!planned) return html`<p></p>`;
    const text = this.#source(planned);
    if (!this.detailed) return html`<p class="quiet">${text}</p>`;
    return html`<p class="quiet"><button class="src" @click=${() => this.tell("file", {})}><span><bdi>${text}</bdi></span>${icon("right", 12)}</button></p>`;
  }

  #source({ rows }: Planned): string {
    const { words, name, people, chats } = this;
    const times = rowColumns(rows);
    const [from, to] = [day(times.from), day(times.to)];
    if (this.sample) return fill(words.sampleSource, { a: from, b: to, n: people });
    const isTimed = times.to >= times.from;
    return [
      fill("{f}", { f: name }),
      isTimed && (from === to ? from : fill(words.range, { a: from, b: to })),
      people > 0 && fill(words.nPeople, { n: people }),
      chats > 1 && fill(words.chats, { n: chats }),
    ]
      .filter(Boolean)
      .join(" · ");
  }
}

/** A large number, to the thousand: what is sent of tokens is not known to the last one. */
const rounded = (value: number) => (value >= 100_000 ? Math.round(value / 1_000) * 1_000 : Math.round(value));

define("windrow-hero", WindrowHero);
