/** The worker's script, compressed with gzip and encoded in base64; built from `script.ts`. */
declare const base64: string;
export default base64;
