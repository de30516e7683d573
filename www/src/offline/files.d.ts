/** What the build makes of itself for the service worker. */
declare module "virtual:windrow-files" {
  /** Tells builds apart. */
  export const BUILD: string;
  /** Every file that the page needs, from its folder, and the hashes that it may have. */
  export const FILES: readonly (readonly [path: string, integrity: string])[];
}
