using Workerd = import "/workerd/workerd.capnp";

const config :Workerd.Config = (services = [(name = "main", worker = .worker)]);

const worker :Workerd.Worker = (
  modules = [
    (name = "edge.js", esModule = embed "dist-edge/edge.js"),
    (name = "windrow.wasm?module", wasm = embed "node_modules/windrow/dist/wasm/windrow.wasm"),
  ],
  compatibilityDate = "2025-01-01",
);
