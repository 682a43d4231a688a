import type { Table } from '../column.ts';

/**
 * Sessions joined with the previous session, as a view over `daily_volatility`: overnight and close-to-close values.
 * The
 * calendar determines the previous session; values are null where that session is missing, incomplete, on another grid
 * or adjusted differently. Prices are in shares of the session's own date: a close before a split is converted.
 *
 * @example
 * const name = sessionReturnsTable.name; // 'session_returns'
 */
export const sessionReturnsTable = {
  name: 'session_returns',
  grain: 'ticker and session (regular hours; the UTC day of crypto)',
  key: ['ticker', 'trading_date'],
  columns: [
    { name: 'ticker', type: 'string', unit: null, nullable: false, meaning: "the vendor's ticker, case-sensitive" },
    {
      name: 'trading_date',
      type: 'date',
      unit: 'New York date; UTC date for crypto',
      nullable: false,
      meaning: 'the session',
    },
    {
      name: 'session_number',
      type: 'int64',
      unit: 'sessions',
      nullable: false,
      meaning: 'position among the published sessions of its calendar; jumps where the calendar itself has a gap',
    },
    {
      name: 'sessions_a_year',
      type: 'int64',
      unit: 'sessions',
      nullable: false,
      meaning: '252, or 365 for crypto; the factor that annualises a variance of one session',
    },
    { name: 'close', type: 'double', unit: 'price', nullable: false, meaning: 'close of the last regular hour' },
    {
      name: 'previous_close',
      type: 'double',
      unit: 'price',
      nullable: true,
      meaning:
        'close of the previous session in the calendar, in shares of this session; like overnight_return to gk_yz, ' +
        'null when either session is incomplete',
    },
    {
      name: 'price_factor',
      type: 'double',
      unit: 'factor',
      nullable: false,
      meaning: 'product of split_from / split_to over every later split; price x price_factor is split-adjusted',
    },
    { name: 'overnight_return', type: 'double', unit: 'log', nullable: true, meaning: 'ln(open / previous close)' },
    { name: 'close_return', type: 'double', unit: 'log', nullable: true, meaning: 'ln(close / previous close)' },
    {
      name: 'true_range',
      type: 'double',
      unit: 'price',
      nullable: true,
      meaning: 'max(high, previous close) - min(low, previous close)',
    },
    {
      name: 'gk_yz',
      type: 'double',
      unit: 'variance',
      nullable: true,
      meaning: "Garman-Klass with Yang and Zhang's opening jump: gk + ln(open / previous close)^2",
    },
    {
      name: 'day_return',
      type: 'double',
      unit: 'log',
      nullable: true,
      meaning: 'ln(close / open); like the columns below, null when the session is incomplete',
    },
    { name: 'pk', type: 'double', unit: 'variance', nullable: true, meaning: 'Parkinson variance of the session' },
    { name: 'gk', type: 'double', unit: 'variance', nullable: true, meaning: 'Garman-Klass variance of the session' },
    {
      name: 'rs',
      type: 'double',
      unit: 'variance',
      nullable: true,
      meaning: 'Rogers-Satchell variance of the session',
    },
    {
      name: 'realized_var',
      type: 'double',
      unit: 'variance',
      nullable: true,
      meaning: 'realized variance of the session, without the overnight return',
    },
  ],
} as const satisfies Table;
