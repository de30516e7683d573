/** The WebAssembly, compressed by gzip and written in base64. */
declare const base64: string;
export default base64;
