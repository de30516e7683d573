const worker = new Worker(new URL("./plain-in-worker.js", import.meta.url), { type: "module" });
globalThis.result = new Promise((resolve, reject) => {
  worker.onmessage = ({ data }) => resolve(data);
  worker.onerror = (event) => reject(new Error(event.message));
});
