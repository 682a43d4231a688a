import { asDate, SqlExecutionError } from '@tickerlake/athena-sql';
import { calendarIdOf, type Tables } from '@tickerlake/record-schema';
import { type Expression, sql } from 'kysely';
import { StoreError } from '../values/errors.ts';
import { monthOf } from '../values/month.ts';
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
  /** Why something is missing here. */
  readonly notes: readonly string[];
}

/**
 * Reads what is known of a ticker's trading date: hours, session, base bars with their landed lines, runs, rules, corrections, splits.
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
  const hours = await ports.ask((db) =>
    db
      .selectFrom('hourly_volatility')
      .selectAll()
      .where('ticker', '=', ticker)
      .where((eb) => eb('trading_date', '=', dateOf(eb.val(tradingDate))))
      .orderBy('bar_start'),
  );
  if (hours.length === 0) return { ...nothing, ticker, tradingDate, release };
  const [day = null] = await ports.ask((db) =>
    db
      .selectFrom('daily_volatility')
      .selectAll()
      .where('ticker', '=', ticker)
      .where((eb) => eb('trading_date', '=', dateOf(eb.val(tradingDate)))),
  );
  const bars = finest(
    await ports.ask((db) =>
      db
        .selectFrom('bars')
        .selectAll()
        .where('ticker', '=', ticker)
        .where((eb) => eb('trading_date', '=', dateOf(eb.val(tradingDate))))
        .orderBy('bar_start'),
    ),
  );
  const [session = null] = await ports.ask((db) =>
    db
      .selectFrom('sessions')
      .selectAll()
      .where('calendar', '=', calendarIdOf(ticker))
      .where((eb) => eb('trading_date', '=', dateOf(eb.val(tradingDate)))),
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
  const splits = await orNote('The splits', () =>
    ports.ask((db) =>
      db
        .selectFrom('splits')
        .where('ticker', '=', ticker)
        .where((eb) => eb('execution_date', '>', dateOf(eb.val(tradingDate))))
        .select(['execution_date', 'split_from', 'split_to', 'source'])
        .orderBy('execution_date'),
    ),
  );
  const startedAt = new Map(runs.map((run) => [run.run_id, run.started_at.toISOString()]));
  const lines = await readLines(ports, { ticker, tradingDate, bars, startedAt, notes });
  return {
    ticker,
    tradingDate,
    hours,
    day,
    bars: bars.map((row) => ({ row, raw: lineOf(row, lines) })),
    session,
    release,
    runs,
    rules,
    corrections,
    splits,
    notes,
  };
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
    readonly tradingDate: string;
    readonly bars: readonly Tables['bars'][];
    readonly startedAt: ReadonlyMap<string, string>;
    readonly notes: string[];
  },
): Promise<RawLine[]> {
  const { ticker, tradingDate, bars, startedAt, notes } = of;
  const found: RawLine[] = [];
  for (const runId of new Set(bars.map((bar) => bar.run_id))) {
    const starts = new Set(bars.filter((bar) => bar.run_id === runId).map((bar) => bar.bar_start.getTime()));
    try {
      const paths = await rawFiles.find({
        runId,
        ticker,
        month: monthOf(tradingDate),
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

/** The line that a bar was read from: of its run and response; a line that landed twice counts once. */
function lineOf(bar: Tables['bars'], lines: readonly RawLine[]): RawLine | null {
  const same = lines.filter(
    ({ row }) =>
      row.bar_start_ms === bar.bar_start.getTime() && row.bar_ms === Number(bar.bar_ms) && row.run_id === bar.run_id,
  );
  return (
    same.find(({ row }) => row.fetched_at_ms === bar.fetched_at.getTime() && row.request_id === bar.request_id) ??
    same[0] ??
    null
  );
}
