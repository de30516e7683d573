import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, stat, writeFile } from "node:fs/promises";
import type { IncomingMessage, ServerResponse } from "node:http";
import { extname, join } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import type { Plugin } from "vite";

const TYPES: Record<string, string> = { ".js": "text/javascript", ".wasm": "application/wasm", ".css": "text/css" };
/** What is smaller gains nothing. */
const LEAST = 1_024;
/** From here on, the best compression takes longer than the whole build. */
const LARGE = 1 << 20;

const ENCODINGS = {
  br: (bytes: Uint8Array) =>
    promisify(brotliCompress)(bytes, {
      params: { [constants.BROTLI_PARAM_QUALITY]: bytes.length < LARGE ? 11 : 9, [constants.BROTLI_PARAM_LGWIN]: 24 },
    }),
  gz: (bytes: Uint8Array) => promisify(gzip)(bytes, { level: 9 }),
};

/**
 * Writes compressed copies of the built scripts, modules and styles beside them, `.br` and `.gz`, and has the preview
 * server send these to browsers that take them. Copies of what has not changed are kept.
 *
 * @param kept a folder for these
 */
export function compressed(kept: string): Plugin {
  let folder = "";
  return {
    name: "windrow-compressed",
    configResolved(config) {
      folder = join(config.root, config.build.outDir);
    },
    closeBundle: {
      sequential: true,
      async handler() {
        await mkdir(kept, { recursive: true });
        const names = (await readdir(folder, { recursive: true })).filter((name) => extname(name) in TYPES);
        for (const name of names) await copies(join(folder, name), kept);
      },
    },
    configurePreviewServer: ({ middlewares }) =>
      void middlewares.use(
        (request, response, next) => void send(folder, request, response).then((sent) => sent || next(), next),
      ),
  };
}

async function copies(file: string, kept: string): Promise<void> {
  const bytes = await readFile(file);
  if (bytes.length < LEAST) return;
  const hash = createHash("sha256").update(bytes).digest("hex");
  for (const [ending, compress] of Object.entries(ENCODINGS)) {
    const known = join(kept, `${hash}.${ending}`);
    if (!existsSync(known)) await writeFile(known, await compress(bytes));
    await writeFile(`${file}.${ending}`, await readFile(known));
  }
}

/** Sends a compressed copy of what is asked for, where there is one. */
async function send(folder: string, { url = "/", method, headers }: IncomingMessage, response: ServerResponse): Promise<boolean> {
  const path = decodeURI(new URL(url, "http://localhost").pathname);
  const type = TYPES[extname(path)];
  if (method !== "GET" || !type) return false;
  const accepted = String(headers["accept-encoding"] ?? "").split(/,\s*/);
  const [ending, encoding] = accepted.includes("br") ? ["br", "br"] : accepted.includes("gzip") ? ["gz", "gzip"] : [];
  if (!ending) return false;
  const file = join(folder, `${path}.${ending}`);
  const found = await stat(file).catch(() => undefined);
  if (!found) return false;
  const etag = `"${found.size}-${found.mtimeMs}"`;
  const sent = { "content-type": type, "content-encoding": encoding, vary: "accept-encoding", etag, "cache-control": "no-cache" };
  if (headers["if-none-match"] === etag) response.writeHead(304, sent).end();
  else response.writeHead(200, { ...sent, "content-length": found.size }).end(await readFile(file));
  return true;
}
