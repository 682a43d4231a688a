import { countText } from '@tickerlake/data-quality';
import { RequestError } from '@tickerlake/pipeline';
import { bringTotals } from '@tickerlake/pipeline/local';
import { sql } from 'kysely';
import type { CommandContext } from '../../composition/command-context.ts';
import { currentOf, type Reading } from '../../composition/open-reading.ts';
import { openSource } from '../../composition/sources/open-source.ts';
import { waitText } from '../../composition/sources/source-wait.ts';
import { parseWholeNumber } from '../../input/parse-whole-number.ts';

/**
 * Fetches the day bars of the newest published sessions of stocks, where they are not kept yet: one call a session for the whole market,
 * within the quota of the key.
 *
 * @param text how many sessions, as typed.
 * @throws {RequestError} for another number, a lake, a source without day bars, or when no such session is published.
 * @example
 * await askTotals('21', reading, context);
 */
export async function askTotals(text: string, reading: Reading, context: CommandContext): Promise<void> {
  const { settings, source: name, calendars, target, signal } = reading;
  if (settings.target !== 'local')
    throw new RequestError('Session totals are kept on this machine only: leave --totals out, or add --target local.');
  const count = parseWholeNumber(text, {
    flag: '--totals',
    expected: 'a whole number of sessions from 1, for example 21',
  });
  const { clock, streams } = context;
  const source = await openSource(
    { ...settings, sourceToRun: name },
    {
      calendars,
      clock,
      onWait: (wait) => streams.err(`${waitText(wait)}\n`),
    },
  );
  if (source.fetchTotals === undefined)
    throw new RequestError(`Source ${name} has no day bars of the whole market: leave --totals out.`);
  const now = clock.now().getTime();
  const dates = (await stockSessions(reading)).filter(
    (date) => (calendars.XNYS.session(date)?.postCloseMs ?? Number.POSITIVE_INFINITY) <= now,
  );
  if (dates.length === 0)
    throw new RequestError(
      'No session of a stock is published as minutes, so there is nothing to compare: run "tickerlake run" first.',
    );
  const { notices } = await bringTotals({
    source,
    paths: target.paths,
    dates: dates.slice(0, count),
    signal,
    onCall: (date, left) =>
      streams.err(`Asking for the session totals of ${date}, ${countText(left, 'session')} left.\n`),
  });
  for (const notice of notices) streams.err(`Note: ${notice}\n`);
}

/** The newest first. */
async function stockSessions(reading: Reading): Promise<string[]> {
  const reader = await currentOf(reading);
  try {
    const rows = await reader.db
      .selectFrom('hourly_volatility')
      .distinct()
      .select('trading_date')
      .where('session', '=', 'regular')
      .where('grid', '=', 'session')
      .where(sql<boolean>`ticker not like '%:%'`)
      .orderBy('trading_date', 'desc')
      .execute();
    return rows.map((row) => row.trading_date);
  } finally {
    await reader.close();
  }
}
