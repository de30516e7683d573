import { windows } from "../../windows.js";

export const load = async () => ({ found: await windows() });
