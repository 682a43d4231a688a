import { isTradingDate } from '@tickerlake/market-calendar';
import type { JsonRow, splitsTable } from '@tickerlake/record-schema';
import * as z from 'zod';
import type { KnownSplit, KnownSplits } from '../ports/split-store.ts';

const date = z.string().refine(isTradingDate, 'must be a date, YYYY-MM-DD');

const splitSchema = z.object({
  ticker: z.string(),
  executionDate: date,
  splitFrom: z.number().positive(),
  splitTo: z.number().positive(),
  id: z.string().nullable(),
  source: z.string(),
});

/** Splits as a store keeps them. */
export const knownSplitsSchema: z.ZodType<KnownSplits> = z.object({
  since: date,
  asked: date.optional(),
  splits: z.array(splitSchema),
});

/**
 * Splits as rows of the table, in order of ticker and day, with the products of each and all later ones of its ticker: whole numbers of
 * shares multiply exactly.
 *
 * @example
 * splitRows([{ ticker: 'NVDA', executionDate: '2024-06-10', splitFrom: 1, splitTo: 10, id: null, source: 'polygon' }])[0].to_product; // 10
 */
export function splitRows(splits: readonly KnownSplit[]): JsonRow<typeof splitsTable>[] {
  const rows: JsonRow<typeof splitsTable>[] = [];
  for (const { ticker, executionDate, splitFrom, splitTo, source, id } of splits.toSorted(byTickerAndDay).reverse()) {
    const later = rows.at(-1);
    const [from, to] = later?.ticker === ticker ? [later.from_product, later.to_product] : [1, 1];
    rows.push({
      ticker,
      execution_date: executionDate,
      split_from: splitFrom,
      split_to: splitTo,
      from_product: splitFrom * from,
      to_product: splitTo * to,
      source,
      source_id: id,
    });
  }
  return rows.reverse();
}

/**
 * The order of splits, and what two of the same ticker and day have in common.
 *
 * @example
 * splits.toSorted(byTickerAndDay);
 */
export function byTickerAndDay(a: KnownSplit, b: KnownSplit): number {
  const [one, other] = [a, b].map(keyOf) as [string, string];
  return one < other ? -1 : one > other ? 1 : 0;
}

/**
 * Ticker and day of a split, as one text.
 *
 * @example
 * keyOf({ ticker: 'NVDA', executionDate: '2024-06-10' }); // 'NVDA 2024-06-10'
 */
export const keyOf = ({ ticker, executionDate }: Pick<KnownSplit, 'ticker' | 'executionDate'>): string =>
  `${ticker} ${executionDate}`;
