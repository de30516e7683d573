import { init, Rows } from "windrow/slim";
import "windrow/element";

const preview = document.querySelector("windrow-preview")!;
const output = document.querySelector("output")!;
preview.addEventListener("plan", () => (output.value = String(preview.plan?.length)));

const texts = Array.from({ length: 500 }, (_, i) => `message ${i}: ${"word ".repeat((i * 7) % 23)}`);
const minute = 60_000_000n;

await init();
preview.spec = { max: { bytes: 2_000 }, gap: "2h", overlap: 0.1 };
preview.messages = ({ start, end }) => [{ name: "text", role: "text", values: texts.slice(start, end) }];
preview.rows = Rows.fromColumns({
  // A day of messages every few minutes, and a night without.
  time: BigInt64Array.from(texts, (_, i) => BigInt(i) * 5n * minute + BigInt(Math.floor(i / 100)) * 600n * minute),
  measures: { bytes: texts.map((text) => new TextEncoder().encode(text).length) },
});
