import { expect, it } from "vitest";
import { windows } from "./windows.js";

it("finds windows", async () => expect(await windows()).toBe("3 windows"), 60_000);
