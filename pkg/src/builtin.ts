/**
 * A module of the runtime, such as `node:zlib`, in Node, Deno and Bun; undefined in browsers. Not an import, which
 * every bundler would try to resolve.
 *
 * @internal
 */
export function builtin<T>(name: `node:${string}`): T | undefined {
  const { process } = globalThis as { process?: { getBuiltinModule?(name: string): T | undefined } };
  try {
    return process?.getBuiltinModule?.(name);
  } catch {
    return undefined; // the access throws in Next.js's edge runtime
  }
}
