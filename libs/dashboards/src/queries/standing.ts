import { athenaQueryBuilder } from '@tickerlake/athena-sql';
import { standingOfTickers } from '@tickerlake/market-sql';
import type { Tables } from '@tickerlake/record-schema';
import { chosenHours } from './chosen-hours.ts';

/**
 * Which selected tickers are consistently above or below the others, and for how long.
 *
 * Columns: those of `standingOfTickers`, the verdict first.
 *
 * @example
 * compileAthenaSql(standing());
 */
export function standing() {
  const db = athenaQueryBuilder<Tables>();
  return db
    .selectFrom(
      standingOfTickers(db, chosenHours().where('session', '=', 'regular'))
        .clearOrderBy()
        .as('standings'),
    )
    .select([
      'ticker',
      'standing',
      'share_above',
      'hours_above',
      'hours_below',
      'ties',
      'longest_above',
      'longest_below',
      'current_run',
      'sessions_above',
      'sessions_below',
    ])
    .orderBy('share_above', 'desc')
    .orderBy('ticker');
}
