import { Component, afterNextRender } from "@angular/core";
import { init, Rows } from "windrow";
import { startWorker } from "windrow/worker";

@Component({ selector: "app-root", template: "<p>windrow</p>" })
export class App {
  constructor() {
    afterNextRender(async () => {
      await init();
      const columns = { measures: { bytes: [700, 900, 300] } };
      const own = Rows.fromColumns(columns).windows({ max: { bytes: 1_000 } });
      const windrow = await startWorker();
      const remote = await (await windrow.fromColumns(columns)).windows({ max: { bytes: 1_000 } });
      console.log(own.length === remote.length ? `${own.length} windows` : "they differ");
    });
  }
}
