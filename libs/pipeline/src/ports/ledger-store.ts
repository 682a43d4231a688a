import type { RememberedGap } from '../values/remembered-gap.ts';

/** What a store remembers of gaps, apart from its releases: everything else of the ledger follows from what is published. */
export interface LedgerStore {
  /** What is remembered, null before the first run; and its atomic replacement. */
  open(): Promise<{
    readonly known: readonly RememberedGap[] | null;
    replace(next: readonly RememberedGap[]): Promise<void>;
  }>;
}
