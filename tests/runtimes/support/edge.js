import * as esbuild from "esbuild";

/** Bundles for workerd, as its tools do: modules of WebAssembly stay apart. */
export function bundleForEdge(folder, entry) {
  return esbuild.build({
    absWorkingDir: folder,
    entryPoints: { edge: entry },
    bundle: true,
    format: "esm",
    outdir: "dist-edge",
    conditions: ["workerd", "worker", "browser"],
    plugins: [
      {
        name: "modules that come compiled",
        setup: (build) => build.onResolve({ filter: /\.wasm\?module$/ }, () => ({ path: "windrow.wasm?module", external: true })),
      },
    ],
  });
}
