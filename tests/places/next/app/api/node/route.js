import { windows } from "../../../windows.js";

export const dynamic = "force-dynamic";
export const GET = async () => new Response(await windows());
