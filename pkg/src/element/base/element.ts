import { LitElement, type TemplateResult } from "lit";
import { onLanguage, type Words, words } from "../words/index.js";

/** What all elements are: they speak the language that is chosen, and tell by typed events. */
export abstract class WindrowElement<Events extends object = object> extends LitElement {
  /** The details of its events by their names: a type, and never a value. */
  declare readonly events?: Events;
  #forget: (() => void) | undefined;

  protected get words(): Words {
    return words();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#forget = onLanguage(() => this.requestUpdate());
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#forget?.();
  }

  /** Fires an event at this element; it does not bubble, so that elements within others keep theirs to themselves. */
  protected tell<Name extends keyof Events & string>(name: Name, detail: Events[Name]): void {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }

  /** Listens to an event of this element, whose detail is typed, or to any other. */
  override addEventListener<Name extends keyof Events & string>(
    type: Name,
    listener: (event: CustomEvent<Events[Name]>) => void,
    options?: boolean | AddEventListenerOptions,
  ): void;
  override addEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject,
    options?: boolean | AddEventListenerOptions,
  ): void;
  override addEventListener(type: string, listener: unknown, options?: boolean | AddEventListenerOptions): void {
    super.addEventListener(type, listener as EventListener, options);
  }

  /** Renders at once, as what is rendered is needed next. */
  protected now(): void {
    this.requestUpdate();
    this.performUpdate();
  }

  protected abstract override render(): TemplateResult;
}

/** Makes an element known by its name, once. */
export function define(name: string, element: CustomElementConstructor): void {
  if (!customElements.get(name)) customElements.define(name, element);
}
