import { useEffect } from "react";
import { windows } from "../windows.js";

export const loader = async () => ({ found: await windows() });

export default function Home({ loaderData }) {
  useEffect(() => void windows().then(console.log), []);
  return <p>{`component: ${loaderData.found}`}</p>;
}
