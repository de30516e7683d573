/** The parts that a window scrolls: the rendered block lies in a space as high as all rows would be. */
interface Parts {
  scroller: HTMLElement;
  space: HTMLElement;
  block: HTMLElement;
}

/** Higher spaces are beyond what browsers can lay out. */
const HIGHEST = 8_000_000;
/** How much must be rendered beyond what is in sight, in pixels. */
const MARGIN = 600;
/** After how long without a scroll the space is put right, in milliseconds. */
const REST = 160;

/**
 * The rows of a long list that are rendered. Their heights are known only then: while one scrolls, the block moves in
 * the space so that no row in sight jumps, and the space is put right when the scrolling rests.
 */
export class Window {
  first = 0;
  last = 0;
  #length = 0;
  #top = 0;
  /** How high a row is taken to be where it is not rendered. */
  #height = 30;
  #held: { row: number; at: number } | undefined;
  #wanted: { row: number; at: number } | undefined;
  /** A row that was gone to: it stays where it is, until someone scrolls. */
  #anchor: { row: number; at: number } | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #parts: () => Parts | undefined;
  readonly #render: () => void;
  readonly #moved: () => void;

  constructor(parts: () => Parts | undefined, render: () => void, moved: () => void) {
    [this.#parts, this.#render, this.#moved] = [parts, render, moved];
  }

  /** Begins again with other rows. */
  reset(length: number): void {
    this.#length = length;
    this.#height = Math.min(30, HIGHEST / Math.max(length, 1));
    // Those in sight alone, so that they are painted soon; the others follow at rest.
    this.#around(0, 0);
    // As far down as it goes, which is at the top.
    this.#wanted = this.#anchor = { row: 0, at: HIGHEST };
    this.#held = undefined;
  }

  /** Whether a row that was gone to is still where it was put. */
  get isAnchored(): boolean {
    return this.#anchor !== undefined;
  }

  /** The row nearest the middle of what is in sight. */
  get middle(): number {
    return this.#nearest(0.5)?.row ?? this.first;
  }

  go(row: number): void {
    const parts = this.#parts();
    this.#around(row);
    this.#wanted = this.#anchor = { row, at: Math.min((parts?.scroller.clientHeight ?? 0) * 0.28, 260) };
    this.#render();
  }

  /**
   * Remembers before a render where the row in the middle is, or the one that was gone to.
   *
   * @param isOther whether other marks than before stand between the rows
   */
  hold(isOther: boolean): void {
    if (isOther && !this.#wanted) this.#anchor = undefined;
    this.#held ??= this.#wanted ? undefined : (this.#anchor ?? this.#nearest(0.5));
  }

  /** Puts the block where it belongs, after a render. */
  place(): void {
    const parts = this.#parts();
    if (!parts || this.#length === 0) return;
    const { scroller, block } = parts;
    const target = this.#wanted ?? this.#held;
    const jumps = this.#wanted !== undefined;
    this.#wanted = this.#held = undefined;
    const item = target && itemOf(block, target.row);
    if (jumps) {
      this.#put(parts, this.first * this.#height);
      scroller.scrollTop = item ? this.#top + item.offsetTop - target.at : 0;
      // Near either end, it is not where it was wanted.
      this.#anchor = item ? { row: target.row, at: this.#top + item.offsetTop - scroller.scrollTop } : undefined;
    } else if (item) {
      const top = scroller.scrollTop + target.at - item.offsetTop;
      const whole = this.first === 0 ? 0 : top;
      this.#put(parts, whole);
      if (whole !== top) scroller.scrollTop = this.#top + item.offsetTop - target.at;
    } else {
      this.#put(parts, this.#top);
    }
    this.#stick(parts);
    this.#rest();
  }

  scrolled(): void {
    const parts = this.#parts();
    if (!parts) return;
    const { scroller, block } = parts;
    const anchor = this.#anchor && itemOf(block, this.#anchor.row);
    if (!anchor || Math.abs(anchor.offsetTop + this.#top - scroller.scrollTop - this.#anchor!.at) > 2) this.#anchor = undefined;
    const [from, to] = [scroller.scrollTop - this.#top, scroller.scrollTop + scroller.clientHeight - this.#top];
    if (to < 0 || from > block.offsetHeight) {
      const isEnd = scroller.scrollTop + scroller.clientHeight >= scroller.scrollHeight - 2;
      const row = isEnd ? this.#length - 1 : Math.min(Math.floor(scroller.scrollTop / this.#height), this.#length - 1);
      this.#around(row);
      this.#held = { row, at: isEnd ? scroller.clientHeight : 0 };
      this.#render();
    } else {
      this.#extend(parts);
    }
    this.#stick(parts);
    this.#moved();
    this.#rest();
  }

  /** Renders more rows if fewer than {@link MARGIN} pixels of them are left above or below the visible part. */
  #extend({ scroller, block }: Parts): void {
    const above = scroller.scrollTop - this.#top;
    const below = block.offsetHeight - above - scroller.clientHeight;
    if (!((above < MARGIN && this.first > 0) || (below < MARGIN && this.last < this.#length))) return;
    const { first, last } = this;
    const held = this.#nearest(0.5);
    if (!held) return;
    this.#around(held.row);
    if (this.first === first && this.last === last) return;
    this.#held = held;
    this.#render();
  }

  #around(row: number, margin = MARGIN): void {
    const most = Math.ceil(((this.#parts()?.scroller.clientHeight ?? 900) + margin) / 24);
    this.first = Math.max(0, row - most);
    this.last = Math.min(this.#length, row + most);
  }

  #put({ space, block }: Parts, top: number): void {
    this.#top = Math.max(top, 0);
    block.style.top = `${this.#top}px`;
    space.style.height = `${this.#top + block.offsetHeight + (this.#length - this.last) * this.#height}px`;
  }

  /** The rendered row nearest a height of what is in sight, and how far below its top it is. */
  #nearest(share: number): { row: number; at: number } | undefined {
    const parts = this.#parts();
    if (!parts) return undefined;
    const { scroller, block } = parts;
    const wanted = scroller.scrollTop + scroller.clientHeight * share - this.#top;
    const items = block.querySelectorAll<HTMLElement>("[data-row]");
    let [low, high] = [0, items.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (items[middle]!.offsetTop > wanted) high = middle;
      else low = middle + 1;
    }
    const item = items[Math.max(low - 1, 0)];
    return item && { row: Number(item.dataset["row"]), at: item.offsetTop + this.#top - scroller.scrollTop };
  }

  /** A day's heading has a line below while it sticks. */
  #stick({ scroller, block }: Parts): void {
    const from = scroller.scrollTop - this.#top;
    for (const day of block.querySelectorAll<HTMLElement>(".day"))
      day.classList.toggle("stuck", from > 0 && Math.abs(day.offsetTop - from) < 1);
  }

  #rest(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      const parts = this.#parts();
      if (!parts) return;
      this.#extend(parts);
      const off = this.first * this.#height - this.#top;
      if (Math.abs(off) < 1) return;
      const { scroller } = parts;
      const to = scroller.scrollTop + off;
      this.#put(parts, this.#top + off);
      scroller.scrollTop = to;
    }, REST);
  }
}

function itemOf(block: HTMLElement, row: number): HTMLElement | null {
  return block.querySelector<HTMLElement>(`[data-row="${row}"]`);
}
