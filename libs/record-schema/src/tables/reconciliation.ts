import type { Table } from '../column.ts';

/**
 * How the published bars of a session compare with those of a witness, another source: the newest comparison of each session.
 *
 * @example
 * const name = reconciliationTable.name; // 'reconciliation'
 */
export const reconciliationTable = {
  name: 'reconciliation',
  grain: "witness, ticker and trading date that `reconcile` compared; only in this machine's store",
  key: ['witness', 'ticker', 'trading_date'],
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
    { name: 'bars', type: 'int64', unit: 'bars', nullable: false, meaning: 'bars that are published here' },
    { name: 'witness_bars', type: 'int64', unit: 'bars', nullable: false, meaning: 'bars that the witness has' },
    {
      name: 'missing_here',
      type: 'int64',
      unit: 'bars',
      nullable: false,
      meaning: 'bars that only the witness has',
    },
    {
      name: 'missing_there',
      type: 'int64',
      unit: 'bars',
      nullable: false,
      meaning: 'bars that the witness does not have',
    },
    {
      name: 'different_bars',
      type: 'int64',
      unit: 'bars',
      nullable: false,
      meaning: 'bars that both have with a price or a volume that differs by more than the tolerance',
    },
    {
      name: 'agreement',
      type: 'double',
      unit: 'share',
      nullable: false,
      meaning: 'bars that both have with the same values / bars that either has',
    },
    {
      name: 'max_price_difference',
      type: 'double',
      unit: 'price',
      nullable: true,
      meaning: 'the largest absolute difference of an open, high, low or close; null where both have no bar',
    },
    {
      name: 'max_price_relative',
      type: 'double',
      unit: 'share',
      nullable: true,
      meaning: "the same as a share of the witness's price",
    },
    {
      name: 'max_volume_relative',
      type: 'double',
      unit: 'share',
      nullable: true,
      meaning: "the largest difference of a volume as a share of the witness's",
    },
    {
      name: 'cause',
      type: 'string',
      unit: 'bar-stamp, time-zone, split-adjustment, price-factor, regular-hours-only',
      nullable: true,
      meaning: 'what most differences of the session have in common; null without differences, or when nothing',
    },
    {
      name: 'time_shift_ms',
      type: 'int64',
      unit: 'ms',
      nullable: true,
      meaning: "how much later the witness's bars with the same prices start, for bar-stamp and time-zone",
    },
    {
      name: 'price_factor',
      type: 'double',
      unit: 'ratio',
      nullable: true,
      meaning: "prices here / the witness's, for split-adjustment and price-factor",
    },
    {
      name: 'tolerance',
      type: 'string',
      unit: null,
      nullable: false,
      meaning: 'up to which difference values count as the same',
    },
    {
      name: 'release_id',
      type: 'int64',
      unit: null,
      nullable: false,
      meaning: 'the release whose bars were compared',
    },
    { name: 'reconciled_at', type: 'timestamp', unit: 'UTC', nullable: false, meaning: 'when they were compared' },
  ],
} as const satisfies Table;
