// What a module needs of Node where a sandbox, such as jsdom's in Jest, has none.
export const TransformStream =
  globalThis.TransformStream ?? globalThis.process?.getBuiltinModule?.("node:stream/web")?.TransformStream;
