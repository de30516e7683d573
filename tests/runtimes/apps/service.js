globalThis.result = new Promise((resolve, reject) => {
  navigator.serviceWorker.onmessage = ({ data }) => resolve(data);
  navigator.serviceWorker
    .register("./service-worker.js", { type: "module" })
    .then(() => navigator.serviceWorker.ready)
    .then(({ active }) => active.postMessage("start"))
    .catch(reject);
});
navigator.serviceWorker.startMessages();
