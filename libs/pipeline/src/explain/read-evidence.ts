import { asDate, SqlExecutionError } from '@tickerlake/athena-sql';
import { calendarIdOf, type Tables } from '@tickerlake/record-schema';
import { type Expression, type ExpressionBuilder, sql } from 'kysely';
import { StoreError } from '../values/errors.ts';
import { type Month, monthOf } from '../values/month.ts';
import type { ExplainPorts, ReadRelease } from './explain-ports.ts';
import { findRawLines, type RawLine } from './raw-lines.ts';

/** A published base bar, and the landed line that it comes from. */
export interface EvidenceBar {
  readonly row: Tables['bars'];
  /** Null when the line is not found. */
  readonly raw: RawLine | null;
}

/** Everything that is known of a ticker's trading date. */
export interface Evidence {
  readonly ticker: string;
  readonly tradingDate: string;
  /** In time order; none when nothing is published. */
  readonly hours: readonly Tables['hourly_volatility'][];
  readonly day: Tables['daily_volatility'] | null;
  /** The bars that the hours are made of, in time order. */
  readonly bars: readonly EvidenceBar[];
  readonly session: Tables['sessions'] | null;
  readonly release: ReadRelease;
  readonly runs: readonly Pick<
    Tables['runs'],
    'run_id' | 'started_at' | 'ended_at' | 'outcome' | 'source' | 'range_from' | 'range_to'
  >[];
  readonly rules: readonly Pick<
    Tables['quality_history'],
    'run_id' | 'dataset' | 'rule' | 'severity' | 'status' | 'message'
  >[];
  readonly corrections: readonly Tables['corrections'][];
  /** After the trading date, in order. */
  readonly splits: readonly Pick<Tables['splits'], 'execution_date' | 'split_from' | 'split_to' | 'source'>[];
  /** Comparisons with other sources, by witness. */
  readonly comparisons: readonly Pick<
    Tables['reconciliation'],
    'witness' | 'trading_date' | 'cause' | 'reconciled_at'
  >[];
  /** What these found, in time order. */
  readonly differences: readonly Omit<
    Tables['bar_differences'],
    'ticker' | 'session' | 'bar_ms' | 'difference' | 'relative_difference' | 'reconciled_at'
  >[];
  /** Why something is missing here. */
  readonly notes: readonly string[];
}

/**
 * Reads what is known of a ticker's trading date: hours, session, base bars with their landed lines, runs, rules, corrections, comparisons, splits.
 * What cannot be read besides the hours and their bars leaves a note.
 *
 * @throws the engine's errors.
 * @example
 * const evidence = await readEvidence(ports, release, 'AAPL', '2026-11-20');
 */
export async function readEvidence(
  ports: ExplainPorts,
  release: ReadRelease,
  ticker: string,
  tradingDate: string,
): Promise<Evidence> {
  const [evidence] = await readEvidences(ports, release, ticker, { from: tradingDate, to: tradingDate });
  return evidence ?? { ...nothing, ticker, tradingDate, release };
}

/**
 * The same of every published trading date of a range, in order: with as many statements as for one.
 *
 * @param range trading dates, both included.
 * @throws the engine's errors.
 * @example
 * const month = await readEvidences(ports, release, 'AAPL', { from: '2026-11-01', to: '2026-11-30' });
 */
export async function readEvidences(
  ports: ExplainPorts,
  release: ReadRelease,
  ticker: string,
  range: { readonly from: string; readonly to: string },
): Promise<Evidence[]> {
  const notes: string[] = [];
  const orNote = async <Row>(what: string, read: () => Promise<readonly Row[]>): Promise<readonly Row[]> => {
    try {
      return await read();
    } catch (error) {
      if (!(error instanceof StoreError) && !(error instanceof SqlExecutionError)) throw error;
      notes.push(`${what} cannot be read: ${error.message}`);
      return [];
    }
  };
  const isInRange = (eb: ExpressionBuilder<Tables, 'hourly_volatility' | 'daily_volatility' | 'bars' | 'sessions'>) =>
    eb.between('trading_date', dateOf(eb.val(range.from)), dateOf(eb.val(range.to)));
  const hours = await ports.ask((db) =>
    db.selectFrom('hourly_volatility').selectAll().where('ticker', '=', ticker).where(isInRange).orderBy('bar_start'),
  );
  if (hours.length === 0) return [];
  const days = await ports.ask((db) =>
    db.selectFrom('daily_volatility').selectAll().where('ticker', '=', ticker).where(isInRange),
  );
  const bars = await ports.ask((db) =>
    db.selectFrom('bars').selectAll().where('ticker', '=', ticker).where(isInRange).orderBy('bar_start'),
  );
  const sessions = await ports.ask((db) =>
    db.selectFrom('sessions').selectAll().where('calendar', '=', calendarIdOf(ticker)).where(isInRange),
  );
  const runIds = [...new Set([...bars, ...hours].map((row) => row.run_id))].sort();
  const runs = await orNote('The runs', () =>
    ports.ask((db) =>
      db
        .selectFrom('runs')
        .where('run_id', 'in', runIds)
        .select(['run_id', 'started_at', 'ended_at', 'outcome', 'source', 'range_from', 'range_to'])
        .orderBy('run_id'),
    ),
  );
  const rules = await orNote('The quality rules', () =>
    ports.ask((db) =>
      db
        .selectFrom('quality_history')
        .where('run_id', 'in', runIds)
        .select(['run_id', 'dataset', 'rule', 'severity', 'status', 'message'])
        .orderBy('run_id')
        .orderBy('dataset')
        .orderBy('rule'),
    ),
  );
  const [first, last] = [hours[0]?.bar_start ?? new Date(0), hours.at(-1)?.bar_start ?? new Date(0)];
  const corrections = await orNote('The corrections', () =>
    ports.ask((db) =>
      db
        .selectFrom('corrections')
        .where('ticker', '=', ticker)
        .where('bar_start', '>=', first)
        .where('bar_start', '<=', last)
        .selectAll()
        .orderBy('corrected_at'),
    ),
  );
  const comparisons = await orNote('The comparisons with other sources', () =>
    ports.ask((db) =>
      db
        .selectFrom('reconciliation')
        .where('ticker', '=', ticker)
        .where((eb) => eb.between('trading_date', dateOf(eb.val(range.from)), dateOf(eb.val(range.to))))
        .select(['witness', 'trading_date', 'cause', 'reconciled_at'])
        .orderBy('witness'),
    ),
  );
  const differences =
    comparisons.length === 0
      ? []
      : await orNote('The differences from other sources', () =>
          ports.ask((db) =>
            db
              .selectFrom('bar_differences')
              .where('ticker', '=', ticker)
              .where((eb) => eb.between('trading_date', dateOf(eb.val(range.from)), dateOf(eb.val(range.to))))
              .select(['witness', 'trading_date', 'bar_start', 'kind', 'field', 'value', 'witness_value'])
              .orderBy('bar_start')
              .orderBy('field'),
          ),
        );
  const splits = await orNote('The splits', () =>
    ports.ask((db) =>
      db
        .selectFrom('splits')
        .where('ticker', '=', ticker)
        .where((eb) => eb('execution_date', '>', dateOf(eb.val(range.from))))
        .select(['execution_date', 'split_from', 'split_to', 'source'])
        .orderBy('execution_date'),
    ),
  );
  const startedAt = new Map(runs.map((run) => [run.run_id, run.started_at.toISOString()]));
  const dates = [...new Set(hours.map((hour) => hour.trading_date))];
  const byDate = new Map(dates.map((date) => [date, finest(bars.filter((bar) => bar.trading_date === date))]));
  const lines = new Map<number, RawLine[]>();
  for (const month of new Set(dates.map(monthOf))) {
    const ofMonth = dates.filter((date) => monthOf(date) === month).flatMap((date) => byDate.get(date) ?? []);
    for (const line of await readLines(ports, { ticker, month, bars: ofMonth, startedAt, notes }))
      lines.set(line.row.bar_start_ms, [...(lines.get(line.row.bar_start_ms) ?? []), line]);
  }
  return dates.map((tradingDate) => {
    const isOfDate = (row: { readonly trading_date: string }): boolean => row.trading_date === tradingDate;
    const ownHours = hours.filter(isOfDate);
    const ownBars = byDate.get(tradingDate) ?? [];
    const ownRuns = new Set([...ownBars, ...ownHours].map((row) => row.run_id));
    const isOfRun = (row: { readonly run_id: string }): boolean => ownRuns.has(row.run_id);
    const starts = new Set(ownHours.map((hour) => hour.bar_start.getTime()));
    return {
      ticker,
      tradingDate,
      hours: ownHours,
      day: days.find(isOfDate) ?? null,
      bars: ownBars.map((row) => ({ row, raw: lineOf(row, lines.get(row.bar_start.getTime()) ?? []) })),
      session: sessions.find(isOfDate) ?? null,
      release,
      runs: runs.filter(isOfRun),
      rules: rules.filter(isOfRun),
      corrections: corrections.filter((row) => starts.has(row.bar_start.getTime())),
      splits: splits.filter((split) => split.execution_date > tradingDate),
      comparisons: comparisons.filter(isOfDate),
      differences: differences.filter(isOfDate),
      notes,
    };
  });
}

const nothing = {
  hours: [],
  day: null,
  bars: [],
  session: null,
  runs: [],
  rules: [],
  corrections: [],
  splits: [],
  comparisons: [],
  differences: [],
  notes: [],
};

/** A date column is compared with a date, which `asDate` makes of text on every engine. */
const dateOf = (text: Expression<string>) => sql<string>`${asDate(text)}`;

/** Where a ticker has bars of several lengths on a date, a build uses the finest. */
function finest(bars: readonly Tables['bars'][]): Tables['bars'][] {
  const least = bars.reduce((ms, bar) => Math.min(ms, Number(bar.bar_ms)), Number.POSITIVE_INFINITY);
  return bars.filter((bar) => Number(bar.bar_ms) === least);
}

async function readLines(
  { rawFiles }: ExplainPorts,
  of: {
    readonly ticker: string;
    readonly month: Month;
    readonly bars: readonly Tables['bars'][];
    readonly startedAt: ReadonlyMap<string, string>;
    readonly notes: string[];
  },
): Promise<RawLine[]> {
  const { ticker, month, bars, startedAt, notes } = of;
  const found: RawLine[] = [];
  for (const runId of new Set(bars.map((bar) => bar.run_id))) {
    const starts = new Set(bars.filter((bar) => bar.run_id === runId).map((bar) => bar.bar_start.getTime()));
    try {
      const paths = await rawFiles.find({
        runId,
        ticker,
        month,
        firstMs: Math.min(...starts),
        lastMs: Math.max(...starts),
        runStartedAt: startedAt.get(runId) ?? null,
      });
      for (const path of paths) {
        const text = await rawFiles.read(path);
        if (text !== null) found.push(...findRawLines({ path, text }, ticker, starts));
      }
      if (paths.length === 0)
        notes.push(`The landed files of run ${runId} are gone: old ones are removed by "tickerlake gc" on request.`);
    } catch (error) {
      if (!(error instanceof StoreError)) throw error;
      notes.push(`The landed files of run ${runId} cannot be read: ${error.message}`);
    }
  }
  return found;
}

/** The line of its start that a bar was read from: of its run and response; a line that landed twice counts once. */
function lineOf(bar: Tables['bars'], lines: readonly RawLine[]): RawLine | null {
  const same = lines.filter(({ row }) => row.bar_ms === Number(bar.bar_ms) && row.run_id === bar.run_id);
  return (
    same.find(({ row }) => row.fetched_at_ms === bar.fetched_at.getTime() && row.request_id === bar.request_id) ??
    same[0] ??
    null
  );
}
