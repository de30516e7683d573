// The budgets of work in budgets.json, and the errors for more or less work.
import { readFileSync } from "node:fs";

/** The path of the budgets. */
export const file = new URL("budgets.json", import.meta.url);

export const budgets = () => JSON.parse(readFileSync(file, "utf8"));

/** Counts that vary with the compiler: these budgets need not be lowered at once when beaten. */
const ofTheCompiler = (name) => /^(instructions|bytes of)/.test(name);

/** The error for a count, as a sentence; undefined if it is within 2 % of its budget. */
export function fault(name, budget, measured) {
  if (budget === undefined) return `${name}: ${measured}, without a budget; run \`npm run budgets\``;
  if (measured > budget * 1.02)
    return `${name}: ${measured}, of ${budget} that may be; do less, or say why in a commit that raises it`;
  if (measured < budget * 0.98 && !ofTheCompiler(name))
    return `${name}: ${measured}, of ${budget} that may be; run \`npm run budgets\` to keep it`;
  return undefined;
}
