import type { Plugin, Rolldown } from "vite";

/** What the first plan is made of, besides what the page's HTML names: built files by their modules, and others. */
const BUILT = [/\/windrow\.wasm$/];
const BESIDE = ["sample.arrow.gz"];
const SCRIPT = /\/src\/main\.ts$/;
/** Browsers that know this line compile all of a script while it arrives, and not on the page's thread. */
const EAGER = "//# allFunctionsCalledOnLoad\n";

/** Lets a browser fetch what the first plan is made of while it still reads the page's first script. */
export function first(): Plugin {
  return {
    name: "windrow-first",
    apply: "build",
    generateBundle: {
      order: "post",
      handler(_, bundle) {
        const main = mainOf(bundle);
        for (const name of [main.fileName, ...main.imports])
          (bundle[name] as Rolldown.OutputChunk).code = EAGER + (bundle[name] as Rolldown.OutputChunk).code;
      },
    },
    transformIndexHtml: {
      order: "post",
      handler(_, { path, bundle = {} }) {
        if (path !== "/index.html") return [];
        const made = Object.values(bundle);
        const files = made.flatMap((file) =>
          file.type === "asset" && file.originalFileNames.some((name) => BUILT.some((pattern) => pattern.test(name)))
            ? [file.fileName]
            : [],
        );
        const main = mainOf(bundle);
        const link = (rel: string, name: string, more: Record<string, string> = {}) => ({
          tag: "link",
          attrs: { rel, ...more, crossorigin: true, href: `./${name}` },
          injectTo: "head-prepend" as const,
        });
        const entry = made.find((file) => file.type === "chunk" && file.facadeModuleId?.endsWith(path))!;
        const scripts = [entry.fileName, main.fileName, ...main.imports];
        const length = (name: string) => (bundle[name] as Rolldown.OutputChunk).code.length;
        return [
          // Small ones are run while the others arrive.
          ...scripts.sort((a, b) => length(a) - length(b)).map((name) => link("modulepreload", name)),
          ...[...files, ...BESIDE].map((name) => link("preload", name, { as: "fetch" })),
        ];
      },
    },
  };
}

function mainOf(bundle: Rolldown.OutputBundle): Rolldown.OutputChunk {
  return Object.values(bundle).find(
    (file): file is Rolldown.OutputChunk => file.type === "chunk" && SCRIPT.test(file.facadeModuleId ?? ""),
  )!;
}
