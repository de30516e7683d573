import { windows } from "../../windows.js";

export const dynamic = "force-dynamic";
export default async () => <p>{`component: ${await windows()}`}</p>;
