/** Reads one of the sample's files, by its name. */
export type ReadFile = (name: string) => Promise<Uint8Array>;

const early = new Map<string, Promise<Uint8Array>>();

/** Asks for a file before the sample is opened. */
export async function fetchEarly(name: string): Promise<void> {
  const file = fetched(name).then(inflated);
  early.set(name, file);
  await file;
}

/** Fetches a file that stands beside the page, unless it has been asked for already. */
export const beside: ReadFile = async (name) => {
  const file = early.get(name);
  early.delete(name);
  return (await file?.catch(() => undefined)) ?? fetched(name);
};

async function fetched(name: string): Promise<Uint8Array> {
  const response = await fetch(new URL(name, document.baseURI));
  if (!response.ok)
    throw new Error(`the sample could not be fetched (${name}: ${response.status}); open a file of your own instead`);
  return new Uint8Array(await response.arrayBuffer());
}

/** The bytes of a file that was compressed by gzip, which some servers undo on the way and some do not. */
export async function inflated(bytes: Uint8Array): Promise<Uint8Array> {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  const stream = new Blob([bytes as Uint8Array<ArrayBuffer>]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}
