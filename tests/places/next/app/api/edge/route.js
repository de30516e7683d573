import { windows } from "../../../windows.js";

export const runtime = "edge";
export const GET = async () => new Response(await windows());
