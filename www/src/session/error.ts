/** What went wrong with a kept session, for programs. */
export type SessionErrorCode =
  /** There is not enough room. */
  | "QUOTA"
  /** There is no such session: it was thrown away, by someone or by the browser. */
  | "GONE"
  /** A session is of another version of the page, or damaged. */
  | "UNREADABLE";

/** A stable code, and a sentence that says what to do. */
export class SessionError extends Error {
  override readonly name = "SessionError";

  constructor(
    readonly code: SessionErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** An error of the browser's files as one of a session. */
export function explained(error: unknown, needed: number): unknown {
  const { name } = (error ?? {}) as { name?: string };
  if (name === "QuotaExceededError") return quota(needed, undefined, error);
  if (name === "NotFoundError") return gone(error);
  return error;
}

export function quota(needed: number, free: number | undefined, cause?: unknown): SessionError {
  const left = free === undefined ? "the browser has no room for them" : `the browser has room for ${megabytes(free)}`;
  return new SessionError(
    "QUOTA",
    `the session takes ${megabytes(needed)}, and ${left}; throw away older sessions, or open the file again next time`,
    { cause },
  );
}

export function gone(cause?: unknown): SessionError {
  return new SessionError("GONE", "the session is not there any more; open the file again", { cause });
}

const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(1)} MB`;
