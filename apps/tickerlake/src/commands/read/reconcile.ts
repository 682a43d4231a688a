import { join, resolve } from 'node:path';
import { isTradingDate } from '@tickerlake/market-calendar';
import { createCalendars, type Published, RequestError, type SourceName } from '@tickerlake/pipeline';
import {
  acquireRunLock,
  createLocalPublished,
  reconcile as reconcileSources,
  storePaths,
} from '@tickerlake/pipeline/local';
import type { CommandContext } from '../../composition/command-context.ts';
import { openTarget } from '../../composition/open-target.ts';
import { findStore } from '../../composition/read-store.ts';
import type { CommonOptions } from '../../composition/settings.ts';
import type { ExitCode } from '../../exit/exit-code.ts';
import type { ExportFormat } from '../../export/export-format.ts';
import { parseTickers } from '../../input/parse-tickers.ts';
import { parseTolerance } from '../../input/parse-tolerance.ts';
import { fetchWitness } from './fetch-witness.ts';
import { query } from './query.ts';
import { reconcileText } from './reconcile-text.ts';

/** Options of `reconcile`. */
export interface ReconcileOptions extends CommonOptions {
  readonly from?: string;
  readonly to?: string;
  readonly fetch?: boolean;
  readonly witnessDataDir?: string;
  readonly priceTolerance: string;
  readonly volumeTolerance: string;
  /** Print or write the differing bars instead of the sessions. */
  readonly bars?: boolean;
  readonly format?: 'table' | ExportFormat;
  readonly output?: string;
  readonly overwrite?: boolean;
}

/**
 * `tickerlake reconcile replay`: compares what is published with the bars of another source, bar by bar, and records the result in the tables
 * `reconciliation` and `bar_differences`.
 *
 * @returns 2 when they differ, otherwise 0.
 * @throws {RequestError} when nothing is published on a side, nothing is in common, or an option is wrong.
 * @example
 * await reconcile('replay', { source: 'simulated', priceTolerance: '0.01%', volumeTolerance: '1%' }, context); // 0
 */
export async function reconcile(
  witness: SourceName,
  options: ReconcileOptions,
  context: CommandContext,
): Promise<ExitCode> {
  const { from, to, format, output, bars = false, overwrite } = options;
  for (const [flag, date] of Object.entries({ from, to }))
    if (date !== undefined && !isTradingDate(date))
      throw new RequestError(`--${flag} ${date} is not a date: write it as YYYY-MM-DD, for example 2026-05-29.`);
  const tolerance = {
    price: parseTolerance(options.priceTolerance, { flag: '--price-tolerance', unit: 'dollars' }),
    volume: parseTolerance(options.volumeTolerance, { flag: '--volume-tolerance', unit: 'shares' }),
  };
  const { settings, source, paths } = await findStore(options, context);
  const published = await openWitness(
    witness,
    { source, root: paths.root, dataDir: settings.dataDir },
    options,
    context,
  );
  const lock = await acquireRunLock(paths.locks, { command: context.typed, now: context.clock.now() });
  const target = await openTarget(settings, source, createCalendars(settings.config.calendar), context);
  const now = context.clock.now();
  try {
    const report = await reconcileSources({
      own: { name: source, published: target.published },
      witness: { name: witness, published },
      ...(options.tickers !== undefined && { tickers: parseTickers(options.tickers) }),
      from,
      to,
      tolerance,
      paths,
      now,
      memoryLimit: settings.config.memoryLimit,
      signal: context.signal,
    });
    for (const note of report.notes) context.streams.err(`Note: ${note}\n`);
    if (format === undefined && output === undefined && !bars && !settings.isJson)
      context.streams.out(reconcileText(report, { own: source, witness }));
    else {
      const table = bars ? 'bar_differences' : 'reconciliation';
      const text = `select * from ${table} where witness = '${witness}' and reconciled_at = timestamp '${now.toISOString().slice(0, -1)}' order by trading_date, ticker${bars ? ', bar_start, field' : ''}`;
      await query(
        text,
        { ...place(options, source), ...shape({ format, output, overwrite, json: options.json }) },
        context,
      );
    }
    return report.sessions.every(({ agreement }) => agreement === 1) ? 0 : 2;
  } finally {
    await target.close();
    await lock.release();
  }
}

/** Where the witness's bars are: in the store of its runs, or of what was fetched to compare. */
async function openWitness(
  witness: SourceName,
  own: { readonly source: SourceName; readonly root: string; readonly dataDir: string },
  options: ReconcileOptions,
  context: CommandContext,
): Promise<Published> {
  const { witnessDataDir, fetch } = options;
  if (fetch === true && witnessDataDir !== undefined)
    throw new RequestError('--fetch keeps what it fetches with this store: leave --witness-data-dir out.');
  if (witness === own.source && witnessDataDir === undefined && fetch !== true)
    throw new RequestError(
      `${witness} would be compared with itself: name another source, or --witness-data-dir with another folder of stores.`,
    );
  const ofRuns = createLocalPublished(
    storePaths(join(witnessDataDir === undefined ? own.dataDir : resolve(context.cwd, witnessDataDir), witness)),
  );
  const kept = join(own.root, 'witnesses');
  const ofFetches = createLocalPublished(storePaths(join(kept, witness)));
  if (fetch === true) {
    await fetchWitness(witness, kept, options, context);
    return ofFetches;
  }
  const hasRun =
    witnessDataDir !== undefined || (await ofRuns.openCurrent().then((one) => one?.close().then(() => true))) === true;
  return hasRun ? ofRuns : ofFetches;
}

const place = ({ config, dataDir }: ReconcileOptions, source: SourceName) => ({
  source,
  target: 'local' as const,
  ...(config !== undefined && { config }),
  ...(dataDir !== undefined && { dataDir }),
});

/** The options that are given, without those that are not. */
const shape = <Options extends object>(
  options: Options,
): { [Name in keyof Options]?: Exclude<Options[Name], undefined> } =>
  Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) as {
    [Name in keyof Options]?: Exclude<Options[Name], undefined>;
  };
