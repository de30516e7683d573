import { csvField } from "../csv-field.js";

export const csvLine = (values: readonly (string | number)[]): string => `${values.map(csvField).join(",")}\n`;
