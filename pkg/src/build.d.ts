// What the build puts in.

/** The version of the package. */
declare const VERSION: string;

declare module "*.wasm?module" {
  const module: WebAssembly.Module;
  export default module;
}
