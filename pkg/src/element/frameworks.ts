// The elements as tags of JSX in React 18 and 19, and of templates in Vue. A framework that is not installed cannot be
// augmented: the compiler is told to pass over the lines that name what it has.
type Tags = HTMLElementTagNameMap;

/** The tags that windrow defines. */
type Name = Extract<keyof Tags, `windrow-${string}`>;

/** Whether a property can be written: one that cannot is of another type than the same without `readonly`. */
type IsWritable<Element, Key extends keyof Element> =
  (<T>() => T extends { [Name in Key]: Element[Name] } ? 1 : 2) extends <T>() => T extends {
    -readonly [Name in Key]: Element[Name];
  }
    ? 1
    : 2
    ? true
    : false;

/** What can be set at an element: what it has and other elements have not. */
type Settable<Element> = {
  [Key in Exclude<keyof Element, keyof HTMLElement | "events"> as IsWritable<Element, Key> extends true ? Key : never]?:
    | Element[Key]
    | undefined;
};

type EventsOf<Element> = Element extends { readonly events?: infer Events } ? NonNullable<Events> : never;
type Listener<Events, Type extends keyof Events> = ((event: CustomEvent<Events[Type]>) => void) | undefined;

/**
 * What React takes for a tag, besides what it takes for all; listeners, such as `onplan`, from React 19 on.
 *
 * @hidden
 */
export type WindrowAttributes<Element, Events = EventsOf<Element>> = Settable<Element> & {
  [Type in keyof Events & string as `on${Type}`]?: Listener<Events, Type>;
};

/**
 * What Vue takes for a tag, besides what it takes for all; a listener for `plan` is `onPlan`.
 *
 * @hidden
 */
export type WindrowProps<Element, Events = EventsOf<Element>> = Settable<Element> & {
  [Type in keyof Events & string as `on${Capitalize<Type>}`]?: Listener<Events, Type>;
};

/**
 * The tags by their names, as Vue knows components.
 *
 * @hidden
 */
export type WindrowComponents = { [Tag in Name]: new () => { $props: WindrowProps<Tags[Tag]> } };

/** @ts-ignore React may not be installed */
declare module "react" {
  /** @ts-ignore */
  type WindrowCommon<Element> = HTMLAttributes<Element> & ClassAttributes<Element>;
  type WindrowTags = {
    [Tag in Name]: Omit<WindrowCommon<Tags[Tag]>, keyof WindrowAttributes<Tags[Tag]>> & WindrowAttributes<Tags[Tag]>;
  };
  namespace JSX {
    interface IntrinsicElements extends WindrowTags {}
  }
}

/** @ts-ignore Vue may not be installed */
declare module "vue" {
  interface GlobalComponents extends WindrowComponents {}
}
