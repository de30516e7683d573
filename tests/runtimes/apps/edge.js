// workerd runs `test()`, and ends.
import * as windrow from "windrow";
import { conform } from "./conformance.js";

export default {
  async test() {
    console.log(JSON.stringify(await conform(windrow)));
  },
};
