import { find, make } from "./dom.js";
import type { Problem } from "windrow/etl";
import type { Watch } from "./load.js";

/** How long a load may take before it is shown how far it is, in milliseconds. */
const SOON = 300;

/** How far a load is, the button that ends it, and what was not understood in the file. */
export class Intake {
  readonly #loading = find("#loading");
  readonly #progress = find<HTMLProgressElement>("#progress");
  readonly #problems = find("#problems");
  #timer = 0;

  constructor(cancel: () => void) {
    find("#cancel").addEventListener("click", cancel);
  }

  /** Shows soon that something is on its way. */
  begin(): void {
    this.end();
    this.#progress.removeAttribute("value");
    this.#timer = window.setTimeout(() => (this.#loading.hidden = false), SOON);
  }

  /** How a load is to be watched. */
  watch(signal: AbortSignal): Watch {
    return { signal, onProgress: (done) => !signal.aborted && (this.#progress.value = done) };
  }

  end(): void {
    clearTimeout(this.#timer);
    this.#loading.hidden = true;
  }

  show(problems: readonly Problem[]): void {
    this.#problems.hidden = problems.length === 0;
    this.#problems.replaceChildren(...problems.map(details));
  }
}

function details({ what, count: rows, samples }: Problem): HTMLElement {
  const lines = samples.map((sample) => {
    const line = make("li", "", make("bdi", "", sample));
    line.dir = "auto";
    return line;
  });
  return make("details", "", make("summary", "", `${rows.toLocaleString("en")} ${what}`), make("ul", "", ...lines));
}
