import { athenaQueryBuilder } from '@tickerlake/athena-sql';
import type { Tables } from '@tickerlake/record-schema';
import { sql } from 'kysely';
import { rolledInRange, sessionTime } from './sessions-in-range.ts';

/**
 * Close-to-close and realized volatility, each as the median of the selected tickers: the difference is the overnight
 * part, plus the error of an estimate from closes. Uses New York sessions for all tickers.
 *
 * Columns: `time`, `close_to_close`, `realized`.
 *
 * @example
 * compileAthenaSql(withAndWithoutNight());
 */
export function withAndWithoutNight() {
  const sides = rolledInRange('New York')
    .where('r.close_to_close', 'is not', null)
    .where('r.realized', 'is not', null)
    .select([sessionTime.as('time'), 'r.ticker', 'r.close_to_close', 'r.realized']);
  const place = (column: string) => sql<number>`row_number() over (partition by "time" order by ${sql.ref(column)})`;
  const middle = (column: string, by: string) =>
    sql<number>`avg(case when 2 * ${sql.ref(by)} between n and n + 2 then ${sql.ref(column)} end)`;
  return athenaQueryBuilder<Tables>()
    .with('sides', () => sides)
    .with('placed', (db) =>
      db
        .selectFrom('sides')
        .select([
          'time',
          'close_to_close',
          'realized',
          place('close_to_close').as('place_of_closes'),
          place('realized').as('place_of_realized'),
          sql<number>`count(*) over (partition by "time")`.as('n'),
        ]),
    )
    .selectFrom('placed')
    .groupBy('time')
    .select([
      'time',
      middle('close_to_close', 'place_of_closes').as('close_to_close'),
      middle('realized', 'place_of_realized').as('realized'),
    ])
    .orderBy('time');
}
