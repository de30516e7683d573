/** The options of a request besides its prompt. */
export interface Request {
  /** The provider's name of the model. */
  model: string;
  /** The system prompt. */
  system?: string | undefined;
  /** The most tokens of an answer; Anthropic requires it. */
  maxTokens?: number | undefined;
}

/** A provider's batch format. */
export interface Provider {
  /** The most requests of a batch, and the most bytes of its file. */
  readonly requests: number;
  readonly bytes: number;
  /** The text at the start of a file, between two requests, and at the end. */
  readonly open: string;
  readonly between: string;
  readonly close: string;
  /** A request as a JSON object. */
  request(id: string, prompt: string, request: Request): object;
}

export const PROVIDERS = {
  /** https://platform.openai.com/docs/guides/batch: 50,000 requests, 200 MB; one request a line. */
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

/** The name of a provider. */
export type BatchFormat = keyof typeof PROVIDERS;
