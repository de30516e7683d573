/** How far the page is from working without a network. */
export type OfflineState =
  /** The browser has no service workers, or none for this page: in a private window, or not by https. */
  | "unsupported"
  /** Files are being kept. */
  | "installing"
  /** All files of this build are kept: the page opens without a network. */
  | "ready"
  /** A newer build is kept, and waits until this page is closed. */
  | "update"
  /** Not all files could be fetched as they were built; the page works with a network as before. */
  | "failed";

/** The page's state without a network, and its update. */
export interface Offline {
  readonly state: OfflineState;
  /** Lets the newer build take over, and reloads, if no other tab shows this page. @returns whether it does */
  update(): Promise<boolean>;
}

/** What the worker is asked, and answers. */
const TAKE_OVER = "take over";

/**
 * Keeps the files of this build, and looks for a newer one. To be called once the page stands, as it fetches all of
 * them, the database's too.
 *
 * @param onState called with each state
 */
export function startOffline(
  onState: (state: OfflineState) => void = () => {},
  script: string | URL = new URL("sw.js", document.baseURI),
): Offline {
  let state: OfflineState = "unsupported";
  let registration: ServiceWorkerRegistration | undefined;
  const tell = (now: OfflineState) => {
    if (now !== state) onState((state = now));
  };
  const { serviceWorker } = navigator;
  const follow = (worker: ServiceWorker | null) => {
    if (!worker) return;
    if (state !== "ready") tell("installing");
    worker.addEventListener("statechange", () => {
      if (worker.state === "installed") tell(registration?.active && registration.active !== worker ? "update" : "ready");
      if (worker.state === "activated") tell("ready");
      if (worker.state === "redundant" && !registration?.active) tell("failed");
    });
  };
  void serviceWorker?.register(script, { updateViaCache: "none" }).then(
    (registered) => {
      registration = registered;
      if (registered.active) tell("ready");
      if (registered.waiting && registered.active) tell("update");
      follow(registered.installing);
      registered.addEventListener("updatefound", () => follow(registered.installing));
    },
    () => tell("failed"),
  );
  return {
    get state() {
      return state;
    },
    async update() {
      const waiting = registration?.waiting;
      if (!waiting) return false;
      const channel = new MessageChannel();
      const answer = new Promise<boolean>((resolve) => (channel.port1.onmessage = ({ data }) => resolve(data === true)));
      const reload = () => location.reload();
      serviceWorker.addEventListener("controllerchange", reload, { once: true });
      waiting.postMessage(TAKE_OVER, [channel.port2]);
      const takesOver = await answer;
      // Refused, the newer build takes over later, by itself: the page that is read then is not to be reloaded.
      if (!takesOver) serviceWorker.removeEventListener("controllerchange", reload);
      return takesOver;
    },
  };
}
