// How much work there may be, in budgets.json, and what is wrong with more or less of it.
import { readFileSync } from "node:fs";

/** Where the budgets are. */
export const file = new URL("budgets.json", import.meta.url);

export const budgets = () => JSON.parse(readFileSync(file, "utf8"));

/** What compilers make different by themselves: beaten, it need not be lowered at once. */
const ofTheCompiler = (name) => /^(instructions|bytes of)/.test(name);

/** What is wrong with so much work, as a sentence; undefined if it is within 2 % of its budget. */
export function fault(name, budget, measured) {
  if (budget === undefined) return `${name}: ${measured}, without a budget; run \`npm run budgets\``;
  if (measured > budget * 1.02) return `${name}: ${measured}, of ${budget} that may be; do less, or say why in a commit that raises it`;
  if (measured < budget * 0.98 && !ofTheCompiler(name)) return `${name}: ${measured}, of ${budget} that may be; run \`npm run budgets\` to keep it`;
  return undefined;
}
