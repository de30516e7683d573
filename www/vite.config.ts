import { join } from "node:path";
import { defineConfig } from "vite";
import { cache } from "../scripts/lib/cache.js";
import { compressed } from "./build/compressed.js";
import { first } from "./build/first.js";
import { offline } from "./build/offline.js";

export default defineConfig(({ mode }) => ({
  // Relative, so that the page works in any folder of any host.
  base: "./",
  // A file that is not there is a 404, not the page once more: the sample may be missing.
  appType: "mpa",
  build: {
    target: "esnext",
    rollupOptions: {
      input: ["index.html", "embedded.html"].map((name) => join(import.meta.dirname, name)),
      output: {
        // One file for what the first script needs, and one for the sample's plan, with all that these modules import.
        codeSplitting: {
          groups: [
            { name: "core", test: /pkg\/dist\/index\.slim\.js$|preload-helper|www\/src\/sample\/files\.ts$/, priority: 1 },
            { name: "first", test: /pkg\/dist\/element\/index\.js$|www\/src\/(?:sample-chat|exports|words|address)\.ts$/ },
          ],
        },
      },
    },
    // What is inlined becomes a data: URL, which the page's policy refuses.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  // A worker that counts tokens loads its encoding, and no other.
  worker: { format: "es" },
  plugins: [
    first(),
    // The other page is an example for developers.
    offline(/^embedded\.html$|^assets\/embedded-|\.(?:br|map)$|\.(?:js|css|wasm)\.gz$/),
    mode !== "uncompressed" && compressed(join(cache, "compressed")),
  ],
  optimizeDeps: {
    // Prebundled, it would look for its .wasm in the wrong folder.
    exclude: ["windrow"],
  },
}));
