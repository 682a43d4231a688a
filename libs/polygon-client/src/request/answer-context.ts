/** Where a response came from, for its errors. */
export interface AnswerContext {
  readonly httpStatus: number;
  /** Path and query; null for a recorded response. */
  readonly path: string | null;
  readonly attempt: number;
  /** Header `X-Request-Id`. */
  readonly requestIdHeader: string | null;
  readonly retryAfterMs: number | null;
  /** Removes the key from a text of the server. */
  readonly redact: (text: string) => string;
}
