import type { Table } from '../column.ts';

/**
 * Published hours that the vendor's late changes moved: the largest of each run, old beside new.
 *
 * @example
 * const name = correctionsTable.name; // 'corrections'
 */
export const correctionsTable = {
  name: 'corrections',
  grain: 'corrected hour of a run, at most five of each, the largest changes',
  key: ['run_id', 'ticker', 'bar_start'],
  columns: [
    { name: 'run_id', type: 'string', unit: null, nullable: false, meaning: 'the run that applied the change' },
    { name: 'corrected_at', type: 'timestamp', unit: 'UTC', nullable: false, meaning: 'when that run started' },
    { name: 'ticker', type: 'string', unit: null, nullable: false, meaning: "the vendor's ticker, case-sensitive" },
    { name: 'bar_start', type: 'timestamp', unit: 'UTC', nullable: false, meaning: 'start of the hour' },
    { name: 'old_hourly_var', type: 'double', unit: 'price', nullable: false, meaning: 'hourly_var as it was published before' },
    { name: 'new_hourly_var', type: 'double', unit: 'price', nullable: false, meaning: 'hourly_var as it is published since' },
  ],
} as const satisfies Table;
