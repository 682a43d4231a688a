import type { Table } from '../column.ts';

/**
 * The result of each quality rule in each run, including failures that stopped the run: the history behind the quality
 * panels.
 *
 * @example
 * const name = qualityHistoryTable.name; // 'quality_history'
 */
export const qualityHistoryTable = {
  name: 'quality_history',
  grain: 'quality rule of a run that reached its checks, published or not',
  key: ['run_id', 'dataset', 'rule_id'],
  columns: [
    { name: 'run_id', type: 'string', unit: null, nullable: false, meaning: 'the run whose build was checked' },
    {
      name: 'checked_at',
      type: 'timestamp',
      unit: 'UTC',
      nullable: false,
      meaning: 'when it was checked, the same for all rules of a run',
    },
    { name: 'dataset', type: 'string', unit: null, nullable: false, meaning: 'the table that the rule read' },
    {
      name: 'rule_id',
      type: 'string',
      unit: null,
      nullable: false,
      meaning: 'stable id of the rule, from its normalised text',
    },
    { name: 'rule', type: 'string', unit: 'DQDL', nullable: false, meaning: 'the rule as text' },
    {
      name: 'severity',
      type: 'string',
      unit: 'error, warn',
      nullable: false,
      meaning: 'whether a failure stops the run',
    },
    {
      name: 'status',
      type: 'string',
      unit: 'pass, warn, fail, error, not_evaluated',
      nullable: false,
      meaning: 'the outcome',
    },
    {
      name: 'observed',
      type: 'double',
      unit: 'as in the rule',
      nullable: true,
      meaning: 'the measured number, also for a rule that passed',
    },
    {
      name: 'expected',
      type: 'string',
      unit: null,
      nullable: true,
      meaning: 'the condition that the observed value must meet',
    },
    { name: 'message', type: 'string', unit: null, nullable: false, meaning: 'the outcome, as a sentence' },
    {
      name: 'failing_rows',
      type: 'string',
      unit: 'JSON',
      nullable: true,
      meaning:
        'a sample of the failing rows: a list of objects with one key per column; null for a rule that does not judge' +
        ' single rows',
    },
    {
      name: 'series',
      type: 'string',
      unit: 'JSON',
      nullable: true,
      meaning:
        'what the rule and its parts measured, as an object of numbers by what was measured; rules with last() and' +
        ' DetectAnomalies of later runs read it; null for a rule without a number',
    },
  ],
} as const satisfies Table;
