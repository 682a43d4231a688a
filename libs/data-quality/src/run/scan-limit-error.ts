/**
 * A check that would read more than its limit, or an unknown amount. Nothing was run. A retry does not help: the limit, the rule or the
 * table has to change.
 *
 * @example
 * try { await checkRules({ ...options, costs, maxScanBytes: 1e9 }); } catch (error) { if (error instanceof ScanLimitError) console.error(error.rule); }
 */
export class ScanLimitError extends Error {
  override readonly name = 'ScanLimitError';
  readonly transient = false;
  /** As DQDL: the rule that reads most. */
  readonly rule: string;
  /** The bytes of all statements; null when unknown. */
  readonly bytes: number | null;
  readonly maxBytes: number;

  constructor(message: string, facts: Pick<ScanLimitError, 'rule' | 'bytes' | 'maxBytes'>) {
    super(message);
    this.rule = facts.rule;
    this.bytes = facts.bytes;
    this.maxBytes = facts.maxBytes;
  }
}
