// For workerd and similar runtimes, which compile no WebAssembly at run time: the module is imported compiled.
import module from "./wasm/windrow.wasm?module";
import type { init as Init } from "./index.js";
import { load } from "./init.js";

export * from "./interface.js";

export const init: typeof Init = (source) => load(() => source ?? module);
