import type { Table } from '../column.ts';

/**
 * The sessions with the one before, a view over `daily_volatility`: what crosses the night. The calendar says which session is
 * the one before; where that one is missing, incomplete, on another grid or adjusted otherwise, there is no value. Prices are in the
 * shares of the session's own day: the close before a split is brought into them.
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
    { name: 'trading_date', type: 'date', unit: 'New York date; UTC date for crypto', nullable: false, meaning: 'the session' },
    { name: 'session_number', type: 'int64', unit: 'sessions', nullable: false, meaning: 'place among the published sessions of its calendar; it jumps where the calendar itself has a gap' },
    { name: 'sessions_a_year', type: 'int64', unit: 'sessions', nullable: false, meaning: '252; 365 for crypto: what a variance of its sessions is annualised by' },
    { name: 'close', type: 'double', unit: 'price', nullable: false, meaning: 'close of the last regular hour' },
    { name: 'previous_close', type: 'double', unit: 'price', nullable: true, meaning: 'close of the session before in the calendar, in shares of this session; as all that follows, none when either session is incomplete' },
    { name: 'price_factor', type: 'double', unit: 'factor', nullable: false, meaning: 'split_from / split_to of every later split, multiplied: price x price_factor is in shares of today' },
    { name: 'overnight_return', type: 'double', unit: 'log', nullable: true, meaning: 'ln(open / previous close)' },
    { name: 'close_return', type: 'double', unit: 'log', nullable: true, meaning: 'ln(close / previous close)' },
    { name: 'true_range', type: 'double', unit: 'price', nullable: true, meaning: 'the larger of high and previous close, less the smaller of low and previous close' },
    { name: 'gk_yz', type: 'double', unit: 'variance', nullable: true, meaning: 'Garman-Klass with the open jump of Yang and Zhang: gk + ln(open / previous close)^2' },
    { name: 'day_return', type: 'double', unit: 'log', nullable: true, meaning: 'ln(close / open); as all that follows, none when the session is incomplete' },
    { name: 'pk', type: 'double', unit: 'variance', nullable: true, meaning: 'Parkinson of the session' },
    { name: 'gk', type: 'double', unit: 'variance', nullable: true, meaning: 'Garman-Klass of the session' },
    { name: 'rs', type: 'double', unit: 'variance', nullable: true, meaning: 'Rogers-Satchell of the session' },
    { name: 'realized_var', type: 'double', unit: 'variance', nullable: true, meaning: 'realized variance of the session, the night not in it' },
  ],
} as const satisfies Table;
