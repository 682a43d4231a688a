import type { Table } from '../column.ts';

/**
 * Known executed stock splits: reference data that is not part of a release. Stored prices stay as
 * traded; views adjust them, so that a split rewrites no history.
 *
 * @example
 * const name = splitsTable.name; // 'splits'
 */
export const splitsTable = {
  name: 'splits',
  grain: 'ticker and date of a split',
  key: ['ticker', 'execution_date'],
  columns: [
    { name: 'ticker', type: 'string', unit: null, nullable: false, meaning: "the vendor's ticker, case-sensitive" },
    {
      name: 'execution_date',
      type: 'date',
      unit: 'New York date',
      nullable: false,
      meaning: 'the first trading date after the split',
    },
    {
      name: 'split_from',
      type: 'double',
      unit: 'shares',
      nullable: false,
      meaning: 'number of shares before the split',
    },
    { name: 'split_to', type: 'double', unit: 'shares', nullable: false, meaning: 'number of shares after the split' },
    {
      name: 'from_product',
      type: 'double',
      unit: 'shares',
      nullable: false,
      meaning:
        'product of split_from over this and every later split of the ticker; price x from_product / to_product is ' +
        'split-adjusted',
    },
    {
      name: 'to_product',
      type: 'double',
      unit: 'shares',
      nullable: false,
      meaning: 'product of split_to over this and every later split of the ticker',
    },
    {
      name: 'source',
      type: 'string',
      unit: 'polygon, simulated, configured',
      nullable: false,
      meaning: 'where the split comes from; configured splits take precedence',
    },
    { name: 'source_id', type: 'string', unit: null, nullable: true, meaning: "the source's id of the split" },
  ],
} as const satisfies Table;
