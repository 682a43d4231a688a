/** A rule that a table suggests. */
export interface Proposal {
  /** As DQDL. */
  readonly rule: string;
  /** One sentence: what was seen. */
  readonly reason: string;
}
