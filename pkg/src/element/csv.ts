/** A field of RFC 4180. What a spreadsheet would take for a formula is still what was said: texts are not changed. */
export function csvField(value: string | number): string {
  const text = String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

export const csvLine = (values: readonly (string | number)[]): string => `${values.map(csvField).join(",")}\n`;
