// What modules and the WebAssembly's glue need of Node where a sandbox, such as jsdom's in Jest, has none. It is asked for
// only there: at Next.js's edge the very question throws.
export const TextDecoder = globalThis.TextDecoder ?? globalThis.process?.getBuiltinModule?.("node:util")?.TextDecoder;
export const TextEncoder = globalThis.TextEncoder ?? globalThis.process?.getBuiltinModule?.("node:util")?.TextEncoder;
