/** Oddities of an answer that are no errors, counted. */
export interface AnswerWarnings {
  /** Bars with `l > min(o, c)` or `h < max(o, c)`. */
  readonly incoherent: number;
  /** Keys of bars that this client does not know; they are passed on. */
  readonly unknownKeys: number;
  /** Bars that came again with the same `t` and the same values, and were dropped. */
  readonly duplicates: number;
  /** 1 when `resultsCount` or `count` is not the number of bars. */
  readonly countMismatch: number;
  /** 1 when `status` is neither `OK` nor `DELAYED`, yet no refusal. */
  readonly unknownStatus: number;
}
