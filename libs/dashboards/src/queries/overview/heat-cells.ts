import { dateText, timeText } from './session-text.ts';
import { sql } from 'kysely';
import { usualInRange } from './usual-in-range.ts';

/** Sessions in the heat map. */
const shownSessions = 5;

/**
 * Each hour of the last five sessions against its usual value, newest first; the most unusual ticker of the newest session is the first one
 * of each hour.
 *
 * Columns: `hour` (`Fri 27 Nov 09:30`), `ticker`, `ratio` (NULL for an hour that is missing, or that nothing compares with).
 *
 * @example
 * compileAthenaSql(heatCells());
 */
export function heatCells() {
  return usualInRange(shownSessions)
    .where('is_past', '=', true)
    .select(sql<string>`${dateText('trading_date')} || ' ' || ${timeText('minutes_since_open')}`.as('hour'))
    .select(['ticker', 'ratio'])
    .orderBy('bar_start', 'desc')
    .orderBy('rank');
}
