// What runs in a counter's worker, of a browser or of Node.
import { loadEncoding } from "./encodings.js";
import { type FromWorker, type ToWorker, countPacket } from "./packet.js";

interface Port {
  postMessage(message: FromWorker, transfer: ArrayBufferLike[]): void;
  on?(event: "message", listener: (message: ToWorker) => void): void;
  onmessage?: ((event: { data: ToWorker }) => void) | null;
}

interface Process {
  getBuiltinModule?(name: string): { parentPort?: Port | null } | undefined;
}

const { process } = globalThis as unknown as { process?: Process };
const port = process?.getBuiltinModule?.("node:worker_threads")?.parentPort ?? (globalThis as unknown as Port);

let counter: Promise<(text: string) => number> | undefined;

const receive = async (message: ToWorker): Promise<void> => {
  try {
    if ("encoding" in message) {
      counter = loadEncoding(message.encoding);
      await counter;
      return;
    }
    const counts = countPacket(message, await counter!);
    port.postMessage({ id: message.id, counts }, [counts.buffer]);
  } catch (error) {
    port.postMessage({ failed: String(error) }, []);
  }
};

if (port.on) port.on("message", (message) => void receive(message));
else port.onmessage = ({ data }) => void receive(data);
