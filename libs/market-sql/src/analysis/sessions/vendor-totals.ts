import type { SqlRow, Table, Tables } from '@tickerlake/record-schema';

/**
 * The vendor's day bars of the whole market, as they are kept: prices unadjusted and of regular hours, volume of the whole day.
 *
 * @example
 * readJsonLines(vendorTotalsTable, files);
 */
export const vendorTotalsTable = {
  name: 'vendor_totals',
  grain: 'ticker and session',
  key: ['ticker', 'trading_date'],
  columns: [
    { name: 'ticker', type: 'string', unit: null, nullable: false, meaning: "the vendor's ticker" },
    { name: 'trading_date', type: 'date', unit: 'New York date', nullable: false, meaning: 'the session' },
    { name: 'open', type: 'double', unit: 'price', nullable: false, meaning: 'open' },
    { name: 'high', type: 'double', unit: 'price', nullable: false, meaning: 'high' },
    { name: 'low', type: 'double', unit: 'price', nullable: false, meaning: 'low' },
    { name: 'close', type: 'double', unit: 'price', nullable: false, meaning: 'close' },
    { name: 'volume', type: 'double', unit: 'shares', nullable: false, meaning: 'volume' },
    { name: 'request_id', type: 'string', unit: null, nullable: true, meaning: 'id of the response' },
    { name: 'fetched_at', type: 'timestamp', unit: 'UTC', nullable: false, meaning: 'when it arrived' },
  ],
} as const satisfies Table;

/** The published tables, and the vendor's day bars next to them. */
export type WithVendorTotals = Tables & { readonly vendor_totals: SqlRow<typeof vendorTotalsTable> };
