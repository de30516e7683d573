import { init, Rows } from "./windrow/dist/index.js";

chrome.runtime.onMessage.addListener((_message, _sender, reply) => {
  init().then(
    () => reply(Rows.fromColumns({ measures: { bytes: [700, 900, 300] } }).windows({ max: { bytes: 1_000 } }).length),
    (error) => reply(String(error)),
  );
  return true;
});
