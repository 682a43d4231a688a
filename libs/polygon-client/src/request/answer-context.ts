/** Where an answer came from: what its errors say about it. */
export interface AnswerContext {
  readonly httpStatus: number;
  /** Path and query; null for an answer that was read from elsewhere. */
  readonly path: string | null;
  readonly attempt: number;
  /** Header `X-Request-Id`. */
  readonly requestIdHeader: string | null;
  readonly retryAfterMs: number | null;
  /** Takes the key out of a text of the server. */
  readonly redact: (text: string) => string;
}
