/**
 * The service worker: it keeps the files of one build, each as it was built, and serves these alone. A newer build
 * has a worker and a cache of its own, and takes over once no tab shows the older one, so that no page has files of
 * two. What a person opens is no file of a build, and is never kept.
 */
import { BUILD, FILES } from "virtual:windrow-files";

interface Scope {
  registration: { scope: string };
  location: Location;
  clients: { matchAll(options: { includeUncontrolled: boolean }): Promise<unknown[]>; claim(): Promise<void> };
  skipWaiting(): Promise<void>;
  addEventListener(type: string, listener: (event: Extended) => void): void;
}

interface Extended {
  waitUntil(work: Promise<unknown>): void;
  respondWith(response: Promise<Response>): void;
  request: Request;
  data: unknown;
  ports: MessagePort[];
}

const self = globalThis as unknown as Scope;
const { scope } = self.registration;
/** Caches are the origin's: those of other pages of it are not touched. */
const PREFIX = `windrow ${scope} `;
const CACHE = PREFIX + BUILD;
/** How many files are fetched at a time. */
const AT_ONCE = 4;
const urlOf = (path: string) => new URL(path, scope).href;
const urls = new Set(FILES.map(([path]) => urlOf(path)));
const PAGE = urlOf("index.html");

self.addEventListener("install", (event) => event.waitUntil(install()));
self.addEventListener("activate", (event) => event.waitUntil(activate()));
self.addEventListener("message", (event) => event.waitUntil(takeOver(event)));
self.addEventListener("fetch", (event) => {
  const url = kept(event.request);
  if (url) event.respondWith(respond(event.request, url));
});

/** Which file a request is for; undefined where it is for none of the build's. */
function kept({ method, mode, url: asked }: Request): string | undefined {
  if (method !== "GET") return undefined;
  const url = new URL(asked);
  url.search = url.hash = "";
  if (mode === "navigate") return url.href === scope || url.href === PAGE ? PAGE : undefined;
  return urls.has(url.href) ? url.href : undefined;
}

async function respond(request: Request, url: string): Promise<Response> {
  const found = await (await caches.open(CACHE)).match(url);
  return found ?? fetch(request); // the browser was short of room
}

async function install(): Promise<void> {
  const cache = await caches.open(CACHE);
  const older = await Promise.all(
    (await caches.keys()).filter((name) => name.startsWith(PREFIX) && name !== CACHE).map((name) => caches.open(name)),
  );
  const waiting = [...FILES];
  const fetchSome = async () => {
    for (let file = waiting.shift(); file; file = waiting.shift()) {
      const [path, integrity] = file;
      const url = urlOf(path);
      if (await cache.match(url)) continue; // of an attempt that was not ended
      // A name with a hash is of one content.
      const same = path.startsWith("assets/") ? await firstOf(older, url) : undefined;
      await cache.put(url, same ?? (await fetched(url, integrity)));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, fetchSome));
}

/** A file as it was built: one of another build, or damaged, is refused, and with it the whole. */
async function fetched(url: string, integrity: string): Promise<Response> {
  const response = await fetch(new Request(url, { integrity, cache: "no-cache", credentials: "same-origin" }));
  if (!response.ok || response.redirected) throw new Error(`${url}: ${response.status}`);
  return response;
}

async function firstOf(older: readonly Cache[], url: string): Promise<Response | undefined> {
  for (const cache of older) {
    const found = await cache.match(url);
    if (found) return found;
  }
  return undefined;
}

async function activate(): Promise<void> {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith(PREFIX) && name !== CACHE).map((name) => caches.delete(name)));
  // The page that has just been loaded from the network is of this build; nobody else's is open.
  await self.clients.claim();
}

/** Ends the wait for the older build, where one tab shows it, which asks for that and is loaded again. */
async function takeOver({ data, ports: [port] }: Extended): Promise<void> {
  if (data !== "take over") return;
  const pages = await self.clients.matchAll({ includeUncontrolled: true });
  const isAlone = pages.length <= 1;
  port?.postMessage(isAlone);
  if (isAlone) await self.skipWaiting();
}
