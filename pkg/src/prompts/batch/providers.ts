/** What a request of a batch says beside its prompt. */
export interface Request {
  /** The provider's name of the model. */
  model: string;
  /** The system text. */
  system?: string | undefined;
  /** The most tokens of an answer; Anthropic asks for it. */
  maxTokens?: number | undefined;
}

/** How a provider wants its batches. */
export interface Provider {
  /** The most requests of a batch, and the most bytes of its file. */
  readonly requests: number;
  readonly bytes: number;
  /** What a file begins with, what stands between two requests, and what it ends with. */
  readonly open: string;
  readonly between: string;
  readonly close: string;
  /** A request as JSON has it. */
  request(id: string, prompt: string, request: Request): object;
}

export const PROVIDERS = {
  /** https://platform.openai.com/docs/guides/batch: 50,000 requests, 200 MB; a request a line. */
  openai: {
    requests: 50_000,
    bytes: 200_000_000,
    open: "",
    between: "\n",
    close: "\n",
    request: (id, prompt, { model, system, maxTokens }) => ({
      custom_id: id,
      method: "POST",
      url: "/v1/chat/completions",
      body: {
        model,
        ...(maxTokens !== undefined && { max_completion_tokens: maxTokens }),
        messages: [...(system ? [{ role: "system", content: system }] : []), { role: "user", content: prompt }],
      },
    }),
  },
  /** https://docs.anthropic.com/en/api/creating-message-batches: 100,000 requests, 256 MB; one object. */
  anthropic: {
    requests: 100_000,
    bytes: 256_000_000,
    open: '{"requests":[\n',
    between: ",\n",
    close: "\n]}\n",
    request: (id, prompt, { model, system, maxTokens }) => ({
      custom_id: id,
      params: { model, max_tokens: maxTokens, ...(system && { system }), messages: [{ role: "user", content: prompt }] },
    }),
  },
} as const satisfies Record<string, Provider>;

/** Whose batches are written. */
export type BatchFormat = keyof typeof PROVIDERS;
