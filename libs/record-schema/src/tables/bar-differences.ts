import type { Table } from '../column.ts';

/**
 * Where a published bar and that of a witness differ: the newest comparison of each session.
 *
 * @example
 * const name = barDifferencesTable.name; // 'bar_differences'
 */
export const barDifferencesTable = {
  name: 'bar_differences',
  grain: "witness, bar and field that differs; only in this machine's store",
  key: ['witness', 'ticker', 'bar_ms', 'bar_start', 'field'],
  columns: [
    {
      name: 'witness',
      type: 'string',
      unit: null,
      nullable: false,
      meaning: 'the source that the bars were compared with',
    },
    { name: 'ticker', type: 'string', unit: null, nullable: false, meaning: "the vendor's ticker, case-sensitive" },
    {
      name: 'trading_date',
      type: 'date',
      unit: 'New York date; UTC date for crypto',
      nullable: false,
      meaning: 'the session',
    },
    {
      name: 'session',
      type: 'string',
      unit: 'night, pre, regular, post, continuous, unknown',
      nullable: false,
      meaning: 'the part of the trading day in which the bar starts',
    },
    { name: 'bar_start', type: 'timestamp', unit: 'UTC', nullable: false, meaning: 'start of the bar' },
    { name: 'bar_ms', type: 'int64', unit: 'ms', nullable: false, meaning: 'nominal length of the bar' },
    {
      name: 'kind',
      type: 'string',
      unit: 'missing-here, missing-there, different',
      nullable: false,
      meaning: 'whether one side lacks the bar, or both have it with different values',
    },
    {
      name: 'field',
      type: 'string',
      unit: 'open, high, low, close, volume',
      nullable: false,
      meaning: 'the column of the bar that differs; `close` of a bar that one side lacks',
    },
    { name: 'value', type: 'double', unit: "the field's", nullable: true, meaning: 'what is published here' },
    { name: 'witness_value', type: 'double', unit: "the field's", nullable: true, meaning: 'what the witness has' },
    {
      name: 'difference',
      type: 'double',
      unit: "the field's",
      nullable: true,
      meaning: 'value - witness_value; null where one side lacks the bar',
    },
    {
      name: 'relative_difference',
      type: 'double',
      unit: 'share',
      nullable: true,
      meaning: 'difference / witness_value; null where that is 0 or one side lacks the bar',
    },
    { name: 'reconciled_at', type: 'timestamp', unit: 'UTC', nullable: false, meaning: 'when they were compared' },
  ],
} as const satisfies Table;
