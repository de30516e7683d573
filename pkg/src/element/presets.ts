/** How many tokens models take, as they are spoken of. */
export const PRESETS = [
  { label: "8 k", tokens: 8_000 },
  { label: "32 k", tokens: 32_000 },
  { label: "128 k", tokens: 128_000 },
  { label: "1 M", tokens: 1_000_000 },
] as const;
