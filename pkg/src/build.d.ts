// Constants that the build defines.

/** The version of the package. */
declare const VERSION: string;

declare module "*.wasm?module" {
  const module: WebAssembly.Module;
  export default module;
}
