import type { Table } from '../column.ts';

/**
 * Which bars should exist and which do: the calendar compared with the hours of a build.
 *
 * @example
 * const name = coverageTable.name; // 'coverage'
 */
export const coverageTable = {
  name: 'coverage',
  grain: 'configured ticker and expected session',
  key: ['ticker', 'trading_date'],
  columns: [
    { name: 'ticker', type: 'string', unit: null, nullable: false, meaning: 'a ticker of the configured universe' },
    {
      name: 'trading_date',
      type: 'date',
      unit: 'New York date; UTC date for crypto',
      nullable: false,
      meaning: 'a session of the requested range',
    },
    {
      name: 'session_close',
      type: 'timestamp',
      unit: 'UTC',
      nullable: false,
      meaning: 'end of the regular hours of the session',
    },
    {
      name: 'expected_hours',
      type: 'int64',
      unit: 'hours',
      nullable: false,
      meaning: 'regular hours that the calendar expects on the grid in use; 0 when the absence is known',
    },
    {
      name: 'hours',
      type: 'int64',
      unit: 'hours',
      nullable: false,
      meaning: 'regular hours with at least one base bar',
    },
    {
      name: 'coverage',
      type: 'double',
      unit: 'share',
      nullable: false,
      meaning: 'hours / expected hours; 0 when the session has no bars, 1 when none are expected',
    },
    {
      name: 'complete_hours',
      type: 'int64',
      unit: 'hours',
      nullable: false,
      meaning: 'regular hours with every expected base bar',
    },
    {
      name: 'newest_bar_end',
      type: 'timestamp',
      unit: 'UTC',
      nullable: true,
      meaning: 'end of the newest regular hour with a bar',
    },
    {
      name: 'minutes_behind_close',
      type: 'int64',
      unit: 'minutes',
      nullable: true,
      meaning: 'minutes from newest_bar_end to the close of the session; 0 when the last hour has bars',
    },
    {
      name: 'is_latest',
      type: 'boolean',
      unit: null,
      nullable: false,
      meaning: 'whether this is the last session of the requested range on its calendar',
    },
    {
      name: 'reason',
      type: 'string',
      unit: 'not-listed, delisted, halted, no-trades, not-recorded, refused, not-a-member, missing, thin',
      nullable: true,
      meaning:
        'why missing bars are right: an absence that is known, a gap that is known (`missing`), or thin trading (bars in fewer than one of four minutes, and few trades in each)',
    },
    {
      name: 'is_expected',
      type: 'boolean',
      unit: null,
      nullable: false,
      meaning: 'whether every bar of the session is expected: there is no reason for a missing one',
    },
  ],
} as const satisfies Table;
