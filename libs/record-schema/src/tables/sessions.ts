import type { Table } from '../column.ts';

/**
 * The trading calendar as data, so that no SQL needs a time-zone function.
 *
 * @example
 * const name = sessionsTable.name; // 'sessions'
 */
export const sessionsTable = {
  name: 'sessions',
  grain: 'calendar and trading date',
  key: ['calendar', 'trading_date'],
  columns: [
    {
      name: 'calendar',
      type: 'string',
      unit: 'XNYS, 24/5, 24/7',
      nullable: false,
      meaning:
        'XNYS for stocks, funds and indices; 24/7 for crypto, whose session is the UTC day; 24/5 for currencies, the same from Sunday to Friday 17:00 New York',
    },
    {
      name: 'trading_date',
      type: 'date',
      unit: 'New York date; UTC date for crypto and currencies',
      nullable: false,
      meaning: 'the date of the session',
    },
    { name: 'pre_open', type: 'timestamp', unit: 'UTC', nullable: false, meaning: 'start of pre-market trading' },
    { name: 'open', type: 'timestamp', unit: 'UTC', nullable: false, meaning: 'start of regular hours' },
    { name: 'close', type: 'timestamp', unit: 'UTC', nullable: false, meaning: 'end of regular hours' },
    { name: 'post_close', type: 'timestamp', unit: 'UTC', nullable: false, meaning: 'end of post-market trading' },
    {
      name: 'is_early_close',
      type: 'boolean',
      unit: null,
      nullable: false,
      meaning: 'whether regular hours end early',
    },
    {
      name: 'expected_bars',
      type: 'int32',
      unit: 'minutes',
      nullable: false,
      meaning:
        'minute bars in regular hours: 390, or 210 on an early close; 1,440 for crypto; fewer for currencies on Sundays and Fridays',
    },
  ],
} as const satisfies Table;
