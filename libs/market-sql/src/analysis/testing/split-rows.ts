import type { splitsTable, SqlRow } from '@tickerlake/record-schema';

/** Rows of `splits`. */
export function splitRows(
  ticker: string,
  splits: readonly { readonly date: string; readonly from: number; readonly to: number }[],
): SqlRow<typeof splitsTable>[] {
  return splits.map(({ date, from, to }) => {
    const later = splits.filter((other) => other.date >= date);
    return {
      ticker,
      execution_date: date,
      split_from: from,
      split_to: to,
      source: 'simulated',
      source_id: null,
      from_product: later.reduce((product, other) => product * other.from, 1),
      to_product: later.reduce((product, other) => product * other.to, 1),
    };
  });
}
