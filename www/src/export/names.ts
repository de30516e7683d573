/** What files are called unless someone says otherwise. */
export const NAMES = {
  text: "prompts.txt",
  jsonl: "prompts.jsonl",
  openai: "openai-batch.jsonl",
  anthropic: "anthropic-batch.json",
  csv: "messages.csv",
  parquet: "messages.parquet",
  arrow: "messages.arrow",
  "plan-csv": "plan.csv",
  "plan-parquet": "plan.parquet",
  "plan-arrow": "plan.arrow",
  spec: "settings.json",
  code: "prompts.mjs",
} as const;
