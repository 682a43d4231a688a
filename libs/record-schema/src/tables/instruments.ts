import type { Table } from '../column.ts';

/**
 * What tickers name and when: reference data that is not part of a release. A ticker that two companies used has a row for
 * each.
 *
 * @example
 * const name = instrumentsTable.name; // 'instruments'
 */
export const instrumentsTable = {
  name: 'instruments',
  grain: 'ticker and span of validity',
  key: ['ticker', 'valid_from'],
  columns: [
    { name: 'ticker', type: 'string', unit: null, nullable: false, meaning: "the vendor's ticker, case-sensitive" },
    { name: 'name', type: 'string', unit: null, nullable: true, meaning: 'the name of the company, fund or pair' },
    {
      name: 'asset_class',
      type: 'string',
      unit: 'stock, etf, index, crypto, forex',
      nullable: false,
      meaning: 'the kind of instrument',
    },
    {
      name: 'exchange',
      type: 'string',
      unit: 'market identifier code',
      nullable: true,
      meaning: 'the primary exchange',
    },
    { name: 'figi', type: 'string', unit: null, nullable: true, meaning: 'the composite FIGI' },
    {
      name: 'valid_from',
      type: 'date',
      unit: 'New York date',
      nullable: true,
      meaning: 'the first trading date of the ticker for this instrument; null when unknown',
    },
    {
      name: 'valid_to',
      type: 'date',
      unit: 'New York date',
      nullable: true,
      meaning: 'the last one; null while it is valid, or when unknown',
    },
    {
      name: 'successor',
      type: 'string',
      unit: null,
      nullable: true,
      meaning: 'the ticker that the instrument has since then',
    },
    {
      name: 'source',
      type: 'string',
      unit: 'polygon, simulated, built-in, configured',
      nullable: false,
      meaning: 'where the row comes from; configured rows take precedence',
    },
  ],
} as const satisfies Table;
