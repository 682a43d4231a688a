import type { Table } from '../column.ts';

/**
 * Stock splits that were executed, as far as they are known: reference data beside the releases. Prices stay as they were traded; views
 * bring them into today's shares, so that a split rewrites no history.
 *
 * @example
 * const name = splitsTable.name; // 'splits'
 */
export const splitsTable = {
  name: 'splits',
  grain: 'ticker and day of a split',
  key: ['ticker', 'execution_date'],
  columns: [
    { name: 'ticker', type: 'string', unit: null, nullable: false, meaning: "the vendor's ticker, case-sensitive" },
    { name: 'execution_date', type: 'date', unit: 'New York date', nullable: false, meaning: 'the first day of the new shares' },
    { name: 'split_from', type: 'double', unit: 'shares', nullable: false, meaning: 'so many old shares' },
    { name: 'split_to', type: 'double', unit: 'shares', nullable: false, meaning: 'became so many new ones' },
    { name: 'from_product', type: 'double', unit: 'shares', nullable: false, meaning: 'split_from of this and every later split of the ticker, multiplied: price x from_product / to_product is in shares of today' },
    { name: 'to_product', type: 'double', unit: 'shares', nullable: false, meaning: 'split_to of this and every later split of the ticker, multiplied' },
    { name: 'source', type: 'string', unit: 'polygon, simulated, configured', nullable: false, meaning: 'who says so; what is configured wins' },
    { name: 'source_id', type: 'string', unit: null, nullable: true, meaning: "the source's own id of the split" },
  ],
} as const satisfies Table;
