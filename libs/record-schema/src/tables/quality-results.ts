import type { Table } from '../column.ts';

/**
 * The result of each quality rule for the release.
 *
 * @example
 * const name = qualityResultsTable.name; // 'quality_results'
 */
export const qualityResultsTable = {
  name: 'quality_results',
  grain: 'quality rule of the run that made the release',
  key: ['run_id', 'dataset', 'rule_id'],
  columns: [
    { name: 'run_id', type: 'string', unit: null, nullable: false, meaning: 'the run whose build was checked' },
    { name: 'checked_at', type: 'timestamp', unit: 'UTC', nullable: false, meaning: 'when it was checked' },
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
    { name: 'observed', type: 'string', unit: null, nullable: true, meaning: 'the measured value' },
    {
      name: 'expected',
      type: 'string',
      unit: null,
      nullable: true,
      meaning: 'the condition that the observed value must meet',
    },
    { name: 'message', type: 'string', unit: null, nullable: false, meaning: 'the outcome, as a sentence' },
  ],
} as const satisfies Table;
