import type { Table } from '../column.ts';

/**
 * What each quality rule said of each run, those that stopped the run included: the history behind the plots of quality.
 *
 * @example
 * const name = qualityHistoryTable.name; // 'quality_history'
 */
export const qualityHistoryTable = {
  name: 'quality_history',
  grain: 'quality rule of a run that came to its checks, published or not',
  key: ['run_id', 'dataset', 'rule_id'],
  columns: [
    { name: 'run_id', type: 'string', unit: null, nullable: false, meaning: 'the run whose candidate was checked' },
    { name: 'checked_at', type: 'timestamp', unit: 'UTC', nullable: false, meaning: 'when it was checked, the same for all rules of a run' },
    { name: 'dataset', type: 'string', unit: null, nullable: false, meaning: 'the table that the rule read' },
    { name: 'rule_id', type: 'string', unit: null, nullable: false, meaning: 'stable id of the rule, from its normalised text' },
    { name: 'rule', type: 'string', unit: 'DQDL', nullable: false, meaning: 'the rule as text' },
    { name: 'severity', type: 'string', unit: 'error, warn', nullable: false, meaning: 'whether a failure stops the run' },
    { name: 'status', type: 'string', unit: 'pass, warn, fail, error, not_evaluated', nullable: false, meaning: 'the outcome' },
    { name: 'observed', type: 'double', unit: 'as the rule says', nullable: true, meaning: 'the number that was measured, also of a rule that passed' },
    { name: 'expected', type: 'string', unit: null, nullable: true, meaning: 'the condition that it was held against' },
    { name: 'message', type: 'string', unit: null, nullable: false, meaning: 'the outcome in a sentence' },
    { name: 'failing_rows', type: 'string', unit: 'JSON', nullable: true, meaning: 'some of the rows that failed, a list of objects by column; none of a rule that looks at no rows' },
  ],
} as const satisfies Table;
