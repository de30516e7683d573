import { DEFAULTS, settingsFromQuery, settingsToQuery, type WindrowPreview } from "windrow/element";

/**
 * Keeps the settings in the address, never data, and makes each change a step of the browser's history: undo and redo
 * are Back and Forward.
 */
export function keepInAddress(preview: WindrowPreview, changed: () => void): void {
  let [step, last] = [0, 0];
  const tell = () => (preview.history = { undo: step > 0, redo: step < last });
  preview.addEventListener("settings", ({ detail }) => {
    if (!detail.done) return;
    const query = settingsToQuery(detail.settings);
    if (query === location.hash.slice(1)) return;
    last = ++step;
    history.pushState({ step }, "", query ? `#${query}` : location.pathname + location.search);
    tell();
  });
  addEventListener("popstate", ({ state }) => {
    // An address that someone has typed begins again.
    step = (state as { step?: number } | null)?.step ?? 0;
    preview.settings = settingsFromQuery(location.hash);
    tell();
    changed();
  });
  preview.addEventListener("undo", () => step > 0 && history.back());
  preview.addEventListener("redo", () => step < last && history.forward());
  history.replaceState({ step }, "");
  preview.settings = { ...DEFAULTS, ...settingsFromQuery(location.hash) };
  tell();
}
