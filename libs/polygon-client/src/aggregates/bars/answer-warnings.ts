/** Counts of oddities in a response that are not errors. */
export interface AnswerWarnings {
  /** Bars with `l > min(o, c)` or `h < max(o, c)`. */
  readonly incoherent: number;
  /** Keys of bars that this client does not know; they are passed on. */
  readonly unknownKeys: number;
  /** Dropped repeats: bars with the same `t` and the same values. */
  readonly duplicates: number;
  /** 1 when `resultsCount` or `count` differs from the number of bars. */
  readonly countMismatch: number;
  /** 1 when `status` is neither `OK`, nor `DELAYED`, nor a refusal. */
  readonly unknownStatus: number;
}
