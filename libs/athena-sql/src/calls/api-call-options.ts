/** What a call takes besides its input; the SDK's own options include it. */
export interface ApiCallOptions {
  readonly abortSignal?: AbortSignal;
}
