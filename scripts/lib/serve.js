import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { text } from "node:stream/consumers";
import { extname, join, normalize } from "node:path";

const TYPES = {
  ".js": "text/javascript",
  ".html": "text/html",
  ".wasm": "application/wasm",
  ".css": "text/css",
  ".svg": "image/svg+xml",
  ".webmanifest": "application/manifest+json",
};

/** Browsers give pages a clock of microseconds only if no other origin could use it to spy. */
export const ISOLATED = {
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-embedder-policy": "require-corp",
};

/**
 * Serves a folder's files, as any plain server does.
 *
 * @param {Record<string, string>} [headers] sent with each
 * @param {object} [more]
 * @param {(body: string) => void} [more.onPost] takes what pages send
 * @param {Record<string, [string | Uint8Array, string]>} [more.made] what is served without being a
 *   file, by path, with its type
 * @param {number} [more.port] any unless given
 */
export async function serve(folder, headers = {}, { onPost = () => {}, made = {}, port = 0 } = {}) {
  const server = createServer(async (request, response) => {
    if (request.method === "POST") {
      onPost(await text(request));
      return response.writeHead(204).end();
    }
    const path = normalize(decodeURI(new URL(request.url, "http://localhost").pathname));
    try {
      const file = async () => [await readFile(join(folder, path)), TYPES[extname(path)] ?? "application/octet-stream"];
      const [body, type] = made[path] ?? (await file());
      response.writeHead(200, { "content-type": type, ...headers }).end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((resolve) => server.listen(port, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${server.address().port}/`,
    close: () => {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      return closed;
    },
  };
}
