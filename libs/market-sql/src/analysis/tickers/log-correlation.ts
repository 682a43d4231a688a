import { sql } from 'kysely';

/**
 * Pearson's correlation of the logarithms of two columns, because volatility is skewed; only pairs of positive values count. NULL
 * below a number of pairs, or where one of the two never moved. DuckDB's own would be NaN there, and throw for ln(0). Rounding would
 * take a perfect correlation beyond 1.
 *
 * Shows: `case when count(<pair>) >= 10 and max(...) > min(...) and ... then greatest(-1E0, least(1E0, corr(case when "a" > 0E0 and "b" > 0E0 then ln("a") end, ...))) end`
 *
 * @example
 * db.selectFrom('pairs').select(logCorrelation('a', 'b', 10).as('correlation'))
 */
export function logCorrelation(one: string, other: string, leastPairs: number) {
  const ofPair = (value: string) =>
    sql`case when ${sql.ref(one)} > 0E0 and ${sql.ref(other)} > 0E0 then ln(${sql.ref(value)}) end`;
  const moved = (value: string) => sql`max(${ofPair(value)}) > min(${ofPair(value)})`;
  return sql<
    number | null
  >`case when count(${ofPair(one)}) >= ${sql.lit(leastPairs)} and ${moved(one)} and ${moved(other)} then greatest(-1E0, least(1E0, corr(${ofPair(one)}, ${ofPair(other)}))) end`;
}
