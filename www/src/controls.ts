import type { Spec } from "windrow";
import { find } from "./dom.js";

/** The inputs that make up a spec, and the place beside them where what is wrong is said. */
export class Controls {
  readonly #rows = find<HTMLInputElement>("#max-rows");
  readonly #bytes = find<HTMLInputElement>("#max-bytes");
  readonly #overlap = find<HTMLInputElement>("#overlap");
  readonly #slider = find<HTMLInputElement>("#overlap-slider");
  readonly #alert = find("#spec-alert");

  constructor(onInput: () => void) {
    const form = find<HTMLFormElement>("#limits");
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("input", (event) => {
      if (event.target === this.#slider) this.#overlap.value = this.#slider.value;
      else if (event.target === this.#overlap) this.#slider.value = this.#overlap.value || "0";
      onInput();
    });
  }

  /** What the inputs say, right or wrong: the package judges it. */
  get spec(): Spec {
    const max = { rows: limit(this.#rows), bytes: limit(this.#bytes) };
    return { max, overlap: limit(this.#overlap) };
  }

  /** Says what is wrong, or with nothing, that all is well. */
  say(problem = ""): void {
    // Said again, it would be read out again, at each key.
    if (this.#alert.textContent !== problem) this.#alert.textContent = problem;
  }
}

/** The browser gives no value for what is no number, and that must not pass for an empty input. */
function limit(input: HTMLInputElement): number | undefined {
  if (input.value === "" && !input.validity.badInput) return undefined;
  return input.valueAsNumber;
}
