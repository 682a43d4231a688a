import type { Outcome } from './conformance-cases.ts';

/** What differs on purpose from what an evaluation case expects. */
export interface Deviation {
  readonly outcome?: Outcome;
  readonly rowOutcomes?: readonly Outcome[];
  readonly reason: string;
}

/** Every evaluation case that we answer otherwise on purpose. */
export const deviations: Readonly<Record<string, Deviation>> = {
  e230: { outcome: 'Failed', reason: 'The table is empty, and a gate must not let nothing through.' },
  e216: {
    rowOutcomes: ['Passed', 'Passed', 'Passed'],
    reason:
      'The rule passes by its threshold, and rows are read only for rules that failed: a sample, not a verdict on every row.',
  },
};
