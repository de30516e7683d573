import { settingsFromQuery, settingsToQuery, type WindrowPreview } from "windrow/element";

/** Browsers refuse addresses that change too often: a slider changes settings at each frame. */
const PAUSE = 300;

/** Keeps the settings in the address, and takes them from there: settings only, never data. */
export function keepInAddress(preview: WindrowPreview): void {
  const take = () => (preview.settings = settingsFromQuery(location.hash));
  let timer: ReturnType<typeof setTimeout> | undefined;
  preview.addEventListener("settings", () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      const query = settingsToQuery(preview.settings);
      history.replaceState(null, "", query ? `#${query}` : location.pathname + location.search);
    }, PAUSE);
  });
  addEventListener("hashchange", take);
  take();
}
