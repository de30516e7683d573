/** The worker's script, compressed by gzip and written in base64; the build makes it of `script.ts`. */
declare const base64: string;
export default base64;
