/** The page without a network: a service worker that holds the files of one build. */
export { type Offline, type OfflineState, startOffline } from "./start.js";
