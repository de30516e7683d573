// For environments with a document.
import { expect, it } from "vitest";
import { init, Rows } from "windrow";
import "windrow/element";

it("shows them", async () => {
  await init();
  const preview = document.createElement("windrow-preview");
  preview.spec = { max: { bytes: 1_000 } };
  const planned = new Promise((resolve) => preview.addEventListener("plan", resolve));
  preview.rows = Rows.fromColumns({ measures: { bytes: [700, 900, 300] } });
  document.body.append(preview);
  await planned;
  expect(preview.plan.length).toBe(3);
  expect(preview.shadowRoot.querySelector("windrow-minimap")).not.toBe(null);
}, 60_000);
