/** Models that prompts are made for: how large their prompts may be, and what these cost. */
export { MODELS, type Model, type Price } from "./list.js";
export { inputPrice } from "./of.js";
