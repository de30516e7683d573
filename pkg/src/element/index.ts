/**
 * `<windrow-preview>`, a view of windows to tune, to read and to take away. It needs `lit` and
 * `@observablehq/plot` beside the package.
 *
 * @packageDocumentation
 */
import { WindrowPreview } from "./preview.js";

export { WindrowPreview, type PlanDetail, type Work } from "./preview.js";
export type { MessageColumn, MessageProvider } from "./messages.js";
export { DEFAULTS, type Settings } from "./settings.js";
export { settingsFromQuery, settingsToQuery } from "./settings-query.js";
export type { Takeaway } from "./take-away.js";

if (!customElements.get("windrow-preview")) customElements.define("windrow-preview", WindrowPreview);

declare global {
  interface HTMLElementTagNameMap {
    "windrow-preview": WindrowPreview;
  }
}
