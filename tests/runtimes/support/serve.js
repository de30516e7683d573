import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { text } from "node:stream/consumers";
import { extname, join, normalize } from "node:path";

const TYPES = { ".js": "text/javascript", ".html": "text/html", ".wasm": "application/wasm" };

/**
 * Serves a folder's files, as any plain server does.
 *
 * @param {Record<string, string>} [headers] sent with each
 * @param {(body: string) => void} [onPost] takes what pages send
 */
export async function serve(folder, headers = {}, onPost = () => {}) {
  const server = createServer(async (request, response) => {
    if (request.method === "POST") {
      onPost(await text(request));
      return response.writeHead(204).end();
    }
    const path = normalize(new URL(request.url, "http://localhost").pathname);
    try {
      const body = await readFile(join(folder, path));
      const type = TYPES[extname(path)] ?? "application/octet-stream";
      response.writeHead(200, { "content-type": type, ...headers }).end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${server.address().port}/`,
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}
