"use client";
import { useEffect } from "react";
import { windows } from "../../windows.js";

export default function Page() {
  useEffect(() => void windows().then(console.log), []);
  return <p>client</p>;
}
