import {
  correctionNotice,
  failureNotice,
  gapNotice,
  RequestError,
  type RunReport,
  type SessionGap,
} from '@tickerlake/pipeline';
import type { Tables } from '@tickerlake/record-schema';
import type { Kysely } from 'kysely';
import type { CommandContext } from '../composition/command-context.ts';
import type { PreparedRun } from '../composition/prepare-run.ts';
import { resolveSettings } from '../composition/resolve-settings.ts';
import type { CommonOptions } from '../composition/settings.ts';
import type { Target } from '../composition/targets/target.ts';
import { findStop } from '../exit/stopped-error.ts';
import { tell } from './tell.ts';

/**
 * Does the work of a command, and tells those whom `notify` names when it fails. A stop by hand is no failure, and a mistyped option is
 * not told from a terminal, where its author sees the message.
 *
 * @throws what the work throws.
 * @example
 * return tellingFailure(options, context, async () => executeRun(await prepareRun(options, context), options, context));
 */
export async function tellingFailure<Result>(
  options: CommonOptions,
  context: CommandContext,
  work: () => Promise<Result>,
): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    const isSeen = error instanceof RequestError && context.streams.isTerminal;
    if (isSeen || context.signal.aborted || findStop(error) !== undefined) throw error;
    const settings = await resolveSettings(options, context.environment, context.cwd).catch(() => null);
    if (settings !== null)
      await tell(failureNotice(error, { runId: null, source: settings.sourceToRun }), settings, context);
    throw error;
  }
}

/**
 * Tells of gaps in what a finished run requested, and of a large correction.
 *
 * @example
 * await tellOfRun(prepared, report, context);
 */
export async function tellOfRun(
  { settings, source, target, plan }: Pick<PreparedRun, 'settings' | 'source' | 'target' | 'plan'>,
  report: RunReport,
  context: CommandContext,
): Promise<void> {
  const { send, largeCorrectionUsd } = settings.config.notify;
  const run = { runId: report.runId, source: source.name };
  const isWanted = (event: 'gap' | 'correction'): boolean => send.some(({ on }) => on.includes(event));
  const notices = [
    isWanted('correction') ? correctionNotice(report.corrections, largeCorrectionUsd, run) : null,
    isWanted('gap') ? gapNotice(await findGaps(target, plan.request, context), run) : null,
  ];
  for (const notice of notices) if (notice !== null) await tell(notice, settings, context);
}

/** Sessions of the request with an hour that has no bar. That they cannot be read is a note: the release is published. */
async function findGaps(
  target: Target,
  request: PreparedRun['plan']['request'],
  { signal, streams }: CommandContext,
): Promise<SessionGap[]> {
  const read = async (db: Kysely<Tables>): Promise<SessionGap[]> => {
    const rows = await db
      .selectFrom('coverage')
      .whereRef('hours', '<', 'expected_hours')
      .select(['ticker', 'trading_date', 'hours', 'expected_hours'])
      .orderBy('trading_date')
      .orderBy('ticker')
      .execute();
    return rows
      .filter(
        ({ ticker, trading_date: date }) =>
          request.tickers.includes(ticker) && date >= request.from && date <= request.to,
      )
      .map((row) => ({
        ticker: row.ticker,
        tradingDate: row.trading_date,
        hours: Number(row.hours),
        expectedHours: Number(row.expected_hours),
      }));
  };
  try {
    const current = await target.published.openCurrent({ signal });
    return current === null ? [] : await read(current.db).finally(() => current.close());
  } catch (error) {
    streams.err(`Note: gaps could not be looked for: ${error instanceof Error ? error.message : String(error)}\n`);
    return [];
  }
}
