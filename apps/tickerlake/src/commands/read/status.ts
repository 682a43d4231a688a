import { countText } from '@tickerlake/data-quality';
import { addCalendarDays } from '@tickerlake/market-calendar';
import { publishedCoverage } from '@tickerlake/market-sql';
import { type Ledger, type OpenCurrent, readPublishedSessions, sourceNamed, StoreError } from '@tickerlake/pipeline';
import { type RecentRun, recentRuns } from '@tickerlake/pipeline/local';
import type { Tables } from '@tickerlake/record-schema';
import type { Kysely } from 'kysely';
import { type CoverageRow, coverageGrid } from './coverage-grid.ts';
import { newestHour } from '../../published/newest-hour.ts';
import { openReading, type Reading } from '../../composition/open-reading.ts';
import type { ScanOptions } from '../../composition/scan-limits.ts';
import { toJsonText } from '../../output/json.ts';
import { renderTable } from '../../output/table.ts';
import type { CommonOptions } from '../../composition/settings.ts';
import type { CommandContext } from '../../composition/command-context.ts';
import type { ExitCode } from '../../exit/exit-code.ts';
import { openTargetLedger } from '../../composition/open-ledger.ts';
import { gapLines, ledgerJson, ledgerText } from '../run/ledger-text.ts';
import { nothingPublishedText } from '../../output/nothing-published-text.ts';

const shownSessions = 30;
const shownRuns = 5;
const recentDays = 90;
const symbols = { complete: '#', partial: '+', absent: '.', explained: '-' } as const;

/**
 * `tickerlake status`: what is published, the coverage grid of the last 30 sessions with its gaps, how fresh it is, and
 * the last runs of this machine; also of a lake, on its engine.
 *
 * @example
 * await status({}, context); // 0
 */
export async function status(options: CommonOptions & ScanOptions, context: CommandContext): Promise<ExitCode> {
  const reading = await openReading(options, context);
  const { settings, source, target } = reading;
  let current: OpenCurrent | null = null;
  try {
    current = await target.published.openCurrent({ signal: context.signal });
    const release = current?.release ?? null;
    const runs = await recentRuns(target.paths, shownRuns).catch((error: unknown) => {
      if (!(error instanceof StoreError)) throw error;
      context.streams.err(`Note: ${error.message}\n`);
      return [];
    });
    const newest = current === null ? null : ((await newestHour(current.db).executeTakeFirst())?.newest ?? null);
    const grid = current === null ? [] : await readGrid(current.db);
    // A folder of recorded answers is read whole, whatever is there.
    const ledger =
      current === null || sourceNamed(source).isRecording
        ? null
        : await readRecentLedger(current, reading, context.clock.now());
    const gaps = grid.flatMap((row) =>
      row.cells
        .filter(({ state }) => state === 'partial' || state === 'absent')
        .map((cell) => ({ ticker: row.ticker, ...cell })),
    );
    if (settings.isJson) {
      context.streams.out(
        `${toJsonText({ source, release: release && { id: release.id, publishedAt: release.publishedAt, quality: release.quality }, newestBar: newest, coverage: grid, gaps, ledger: ledgerJson(ledger), runs: runs.map(toRunRow) })}\n`,
      );
      return 0;
    }
    const head =
      release === null
        ? nothingPublishedText(target.name, source)
        : `Release ${release.id} of ${release.publishedAt}, source ${release.source}. Quality: ${release.quality.passed} rules passed, ${release.quality.warned} warned, ${release.quality.notEvaluated} not evaluated. Newest hour: ${newest?.toISOString() ?? 'none'}.`;
    context.streams.out(
      [
        head,
        '',
        ...gridText(grid),
        ...reasonText(grid),
        ...gapText(gaps),
        ...(ledger === null ? [] : [ledgerText(ledger), ...gapLines(ledger.gaps), '']),
        ...runText(runs),
      ].join('\n'),
    );
    return 0;
  } finally {
    await current?.close();
    await reading.close();
  }
}

/** The ledger of the days that the grid shows, of all published tickers. */
async function readRecentLedger(
  { db, release }: OpenCurrent,
  { settings, target, calendars, signal }: Reading,
  now: Date,
): Promise<Ledger> {
  const to = Object.values(release.newestDates).sort().at(-1) ?? release.to;
  const from = addCalendarDays(to, -recentDays);
  const barMs = settings.config.timespan === 'hour' ? 3_600_000 : 60_000;
  const tools = { target, settings, calendars, signal, now };
  const published = await readPublishedSessions(db, { from, to, barMs }, calendars);
  const first = published.reduce((least, { tradingDate }) => (tradingDate < least ? tradingDate : least), to);
  const request = { tickers: Object.keys(release.newestDates), from: first, to, barMs };
  return (await openTargetLedger(request, { published, absences: release.absences ?? [] }, tools)).ledger;
}

async function readGrid(db: Kysely<Tables>): Promise<CoverageRow[]> {
  return coverageGrid(await publishedCoverage(db, { days: recentDays }).execute(), shownSessions);
}

function gridText(grid: readonly CoverageRow[]): string[] {
  if (grid.length === 0) return [];
  const width = Math.max(...grid.map((row) => row.ticker.length));
  const dates = grid.flatMap((row) => row.cells.map(({ date }) => date)).sort();
  const sessions = Math.max(...grid.map((row) => row.cells.length));
  const lines = grid.map(
    (row) =>
      `  ${row.ticker.padEnd(width)}  ${row.cells
        .map((cell) => symbols[cell.state])
        .join('')
        .padStart(sessions)}`,
  );
  return [
    `Coverage, ${dates[0]} to ${dates.at(-1)}, one character per session, at most the newest ${shownSessions} of each calendar (# complete, + partial, . absent, - not expected):`,
    ...lines,
    '',
  ];
}

/** Why sessions are not expected, with their number. */
function reasonText(grid: readonly CoverageRow[]): string[] {
  const lines = grid.flatMap(({ ticker, cells }) =>
    [...new Set(cells.flatMap(({ reason }) => reason ?? []))].map((reason) => {
      const dates = cells.filter((cell) => cell.reason === reason).map(({ date }) => date);
      return `  ${ticker}: ${reason}, ${countText(dates.length, 'session')}, ${dates[0]} to ${dates.at(-1)}`;
    }),
  );
  return lines.length === 0 ? [] : ['Not expected:', ...lines, ''];
}

function gapText(
  gaps: readonly { ticker: string; date: string; state: string; complete: number; expected: number }[],
): string[] {
  if (gaps.length === 0) return [];
  const shown = gaps
    .slice(0, 10)
    .map((gap) => `  ${gap.ticker} ${gap.date}: ${gap.state}, ${gap.complete} of ${gap.expected} hours complete`);
  return [`${countText(gaps.length, 'gap')}${gaps.length > shown.length ? ', the first ten' : ''}:`, ...shown, ''];
}

function runText(runs: readonly RecentRun[]): string[] {
  if (runs.length === 0) return [''];
  const rows = runs.map((run) => [
    run.runId,
    run.startedAt.slice(0, 19),
    `${run.request.from} to ${run.request.to}`,
    run.outcome ?? 'unfinished: run it again to resume',
  ]);
  const sentences = (of: (run: RecentRun) => string | null): string[] =>
    runs.flatMap((run) =>
      (of(run) ?? '')
        .split('\n')
        .filter(Boolean)
        .map((text) => `  ${run.runId}: ${text.trim()}`),
    );
  const [held, odd] = [sentences(({ heldBack }) => heldBack), sentences(({ oddBars }) => oddBars)];
  return [
    renderTable(['run', 'started', 'range', 'outcome'], rows),
    '',
    ...(held.length > 0 ? ['Held back by these runs:', ...held, ''] : []),
    ...(odd.length > 0 ? ['Odd bars of these runs:', ...odd, ''] : []),
  ];
}

function toRunRow(run: RecentRun) {
  return {
    runId: run.runId,
    startedAt: run.startedAt,
    endedAt: run.endedAt,
    outcome: run.outcome,
    request: run.request,
    oddBars: run.oddBars,
    heldBack: run.heldBack,
  };
}
