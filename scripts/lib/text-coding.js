// What the WebAssembly's glue needs of Node where a sandbox, such as jsdom's in Jest, has none.
const util = globalThis.process?.getBuiltinModule?.("node:util");

export const TextDecoder = globalThis.TextDecoder ?? util?.TextDecoder;
export const TextEncoder = globalThis.TextEncoder ?? util?.TextEncoder;
