// The suite in a Web Worker of the app's own.
const worker = new Worker(new URL("./in-worker.js", import.meta.url), { type: "module" });
globalThis.result = new Promise((resolve, reject) => {
  worker.onmessage = ({ data }) => resolve(data);
  worker.onerror = (event) => reject(new Error(event.message));
});
