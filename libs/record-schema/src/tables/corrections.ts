import type { Table } from '../column.ts';

/**
 * Published hours that later vendor data changed: the largest changes of each run, old and new values.
 *
 * @example
 * const name = correctionsTable.name; // 'corrections'
 */
export const correctionsTable = {
  name: 'corrections',
  grain: 'corrected hour of a run; the five largest changes of each run',
  key: ['run_id', 'ticker', 'bar_start'],
  columns: [
    { name: 'run_id', type: 'string', unit: null, nullable: false, meaning: 'the run that applied the change' },
    { name: 'corrected_at', type: 'timestamp', unit: 'UTC', nullable: false, meaning: 'when that run started' },
    { name: 'ticker', type: 'string', unit: null, nullable: false, meaning: "the vendor's ticker, case-sensitive" },
    { name: 'bar_start', type: 'timestamp', unit: 'UTC', nullable: false, meaning: 'start of the hour' },
    {
      name: 'old_hourly_var',
      type: 'double',
      unit: 'price',
      nullable: false,
      meaning: 'hourly_var before the correction',
    },
    {
      name: 'new_hourly_var',
      type: 'double',
      unit: 'price',
      nullable: false,
      meaning: 'hourly_var after the correction',
    },
  ],
} as const satisfies Table;
