/** A range in ms since 1970, both ends included. */
export interface Range {
  readonly fromMs: number;
  readonly toMs: number;
}
