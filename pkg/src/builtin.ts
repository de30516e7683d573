/**
 * A module of the runtime, such as `node:zlib`, in Node, Deno and Bun; undefined in browsers. An import would be looked
 * for by each bundler.
 *
 * @internal
 */
export function builtin<T>(name: `node:${string}`): T | undefined {
  const { process } = globalThis as { process?: { getBuiltinModule?(name: string): T | undefined } };
  try {
    return process?.getBuiltinModule?.(name);
  } catch {
    return undefined; // Next.js's edge throws at the question
  }
}
