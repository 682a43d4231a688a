/** A proposed rule. */
export interface Proposal {
  /** As DQDL. */
  readonly rule: string;
  /** What was seen, in one sentence. */
  readonly reason: string;
}
