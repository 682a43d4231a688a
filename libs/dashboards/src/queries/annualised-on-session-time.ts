import { annualiseHours } from '@tickerlake/market-sql';
import { athenaQueryBuilder } from '@tickerlake/athena-sql';
import type { Tables } from '@tickerlake/record-schema';
import { hoursInRange } from './hours-in-range.ts';
import { sessionsNear } from './sessions-near.ts';

/**
 * The selected stocks and benchmarks over the hours while New York is open, each annualised by its trading minutes per
 * year.
 *
 * Columns: those of `annualiseHours`.
 *
 * @example
 * compileAthenaSql(annualisedOnSessionTime());
 */
export function annualisedOnSessionTime() {
  const hours = hoursInRange('ticker', 'benchmark').select([
    'ticker',
    'bar_start',
    'minutes',
    'is_complete',
    'pk',
    'gk',
    'rs',
    'realized_var',
  ]);
  return annualiseHours(
    athenaQueryBuilder<Tables>().with('sessions', () => sessionsNear()),
    hours,
  );
}
