/**
 * A field of RFC 4180. What a spreadsheet would take for a formula is still what was said: texts are not changed.
 *
 * @internal
 */
export function csvField(value: string | number): string {
  const text = String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
