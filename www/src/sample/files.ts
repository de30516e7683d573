/** Reads one of the sample's files, by its name. */
export type ReadFile = (name: string) => Promise<Uint8Array>;

/** Fetches a file that stands beside the page. */
export const beside: ReadFile = async (name) => {
  const response = await fetch(new URL(name, document.baseURI));
  if (!response.ok) throw new Error(`the sample could not be fetched (${name}: ${response.status}); open a file of your own instead`);
  return new Uint8Array(await response.arrayBuffer());
};

/** The bytes of a file that was compressed by gzip, which some servers undo on the way and some do not. */
export async function inflated(bytes: Uint8Array): Promise<Uint8Array> {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  const stream = new Blob([bytes as Uint8Array<ArrayBuffer>]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}
