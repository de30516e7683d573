/** The WebAssembly, compressed with gzip and encoded in base64. */
declare const base64: string;
export default base64;
