import { windows } from "./windows.js";

windows().then(console.log);
