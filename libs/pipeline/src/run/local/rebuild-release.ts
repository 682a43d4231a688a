import { basename, join } from 'node:path';
import type { StageTables } from '@tickerlake/market-sql';
import { assertGate, type QualityResult } from '@tickerlake/data-quality';
import { ulid } from 'ulid';
import { RequestError, StoreError } from '../../ports/errors.ts';
import { type Month, monthRange } from '../../ports/month.ts';
import type { Clock } from '../../ports/clock.ts';
import type { DatasetRules, StagedBuild, TablePart } from '../../ports/warehouse.ts';
import { type Calendars } from '../../request/plan-run.ts';
import { lastSession } from '../../request/resolve-request.ts';
import { summarise } from '../run-pipeline.ts';
import { checkCandidate } from '../../check/check-local-candidate.ts';
import { findRot } from '../../storage/files/check-file.ts';
import { type DuckDbEngine, startDuckDb } from '../../engines/duckdb/duckdb-session.ts';
import { type LandingReceipts, readReceipts, receiptsOf } from '../../ingest/landing-files/landing-receipts.ts';
import { assertFiles, filesOf, findLostFiles, type LostFile } from '../../release/manifest/release-files.ts';
import { createReleaseStore, type LocalRelease } from '../../storage/releases/release-store.ts';
import { stagePeriod } from '../../build/duckdb/stage-period.ts';
import type { StorePaths } from '../../storage/files/store-paths.ts';
import { isSuperseded } from '../../ingest/landing-files/superseded.ts';

/** The tables that a month is built of. */
export const rebuiltTables = ['sessions', 'bars', 'hourly_volatility'] as const;

/** What to build again, and with what. */
export interface Rebuild {
  readonly paths: StorePaths;
  readonly calendars: Calendars;
  readonly clock: Clock;
  readonly rules: readonly DatasetRules[];
  readonly memoryLimit?: string;
  /** Only these months; by default all that are damaged. */
  readonly months?: readonly Month[];
  /** Only these tables; by default all of a month. */
  readonly tables?: readonly (typeof rebuiltTables)[number][];
  /** Publish what can be built, although bars are lost for good. */
  readonly acceptsLoss: boolean;
  readonly signal: AbortSignal;
  readonly onProgress: (text: string) => void;
}

/** What was built again. */
export interface RebuildReport {
  /** The release that readers see now. */
  readonly releaseId: number;
  readonly months: readonly { readonly month: Month; readonly bars: number; readonly hours: number }[];
  /** What is lost for good: sentences. */
  readonly losses: readonly string[];
}

/** The release to start from, and the one that readers are to see again. */
interface Target {
  /** Null when no manifest can be read. */
  readonly base: LocalRelease | null;
  readonly id: number;
  readonly withdrawn: readonly number[];
  readonly isCurrent: boolean;
}

/**
 * Makes damaged months of the current release again from the landed bars, run by run in the order in which they were published, so
 * the rows are those that were lost; then checks and publishes them as a new release. When the current manifest is lost, what its
 * runs brought is put on the newest release that can be read.
 *
 * @throws {StoreError} when landed bars are lost, too, and `acceptsLoss` is false: what cannot be made again. Nothing is published.
 * @throws {QualityGateError} when the checks fail; nothing is published.
 * @throws {RequestError} when there is nothing to build from.
 * @example
 * const { releaseId, months } = await rebuildRelease({ paths, calendars, clock, rules, acceptsLoss: false, signal, onProgress });
 */
export async function rebuildRelease(rebuild: Rebuild): Promise<RebuildReport> {
  const { paths } = rebuild;
  const store = createReleaseStore(paths);
  const { readable, unreadable } = await readReceipts(paths);
  const target = await findTarget(rebuild, readable);
  const lost = target.base === null ? [] : await findLostFiles(paths, target.base, true);
  const runs = receiptsOf(target, readable);
  const months = monthsToBuild(rebuild, target, lost, runs);
  const hasLostResults = lost.some(({ table }) => table === 'quality_results');
  if (months.length === 0 && !hasLostResults) {
    if (target.base === null)
      throw new RequestError(
        `${paths.root} holds neither a release that can be read nor landed bars of published runs: there is nothing to build from. Run "tickerlake run".`,
      );
    if (!target.isCurrent) await store.point(target.base.id);
    return { releaseId: target.base.id, months: [], losses: [] };
  }
  const runId = `rebuild-${ulid(rebuild.clock.now().getTime())}`;
  const engine = await startDuckDb({
    tempDirectory: join(paths.scratch, 'duckdb'),
    ...(rebuild.memoryLimit !== undefined && { memoryLimit: rebuild.memoryLimit }),
  });
  try {
    const losses = unreadable.map(({ reason }) => reason);
    const built: MonthBuilt[] = [];
    for (const [index, month] of months.entries()) {
      rebuild.signal.throwIfAborted();
      rebuild.onProgress(`${index + 1}/${months.length} ${month}`);
      built.push(await buildMonth(engine, rebuild, { target, lost, runs, all: readable, runId, month }, losses));
    }
    if (losses.length > 0 && !rebuild.acceptsLoss) {
      throw new StoreError(
        `Not everything can be made again from the landed bars: ${losses.slice(0, 5).join(' ')}${losses.length > 5 ? ` And ${losses.length - 5} more.` : ''} Nothing was published. "tickerlake rebuild --accept-loss" publishes the rest; a run over these days then fetches what is missing.`,
        { path: paths.landing },
      );
    }
    const checked = await checkMonths(engine, rebuild, runId, built, hasLostResults ? target : null);
    const release = toRelease(rebuild, target, { runId, id: await nextId(store, target), built, runs, ...checked });
    await assertFiles(paths, release);
    rebuild.signal.throwIfAborted();
    await store.write(release);
    await store.point(release.id);
    if (!target.isCurrent) await store.remove(target.id);
    if (losses.length === 0) await repairOlder(store, lost, release);
    return {
      releaseId: release.id,
      months: built.map(({ month, build }) => ({
        month,
        bars: build?.tables.bars.rows ?? 0,
        hours: build?.tables.hourly_volatility.rows ?? 0,
      })),
      losses,
    };
  } finally {
    engine.close();
  }
}

/** The older releases that named a lost file get the one that was made of the same rows. */
async function repairOlder(
  store: ReturnType<typeof createReleaseStore>,
  lost: readonly LostFile[],
  made: LocalRelease,
): Promise<void> {
  const gone = new Set(lost.map(({ path }) => path));
  const repair = (table: string, month: string, parts: readonly TablePart[]): readonly TablePart[] =>
    parts.some(({ path }) => gone.has(path)) ? (made.tables[table]?.[month] ?? parts) : parts;
  for (const release of (await store.list()).readable) {
    if (release.id === made.id || !filesOf(release).some(({ path }) => gone.has(path))) continue;
    const tables = Object.entries(release.tables).map(([table, months]) => [
      table,
      Object.fromEntries(Object.entries(months).map(([month, parts]) => [month, repair(table, month, parts)])),
    ]);
    await store.write({ ...release, tables: Object.fromEntries(tables) });
  }
}

/** Also after one whose manifest is lost. */
async function nextId(store: ReturnType<typeof createReleaseStore>, { id }: Target): Promise<number> {
  return Math.max(id, await store.newestId()) + 1;
}

async function findTarget({ paths }: Rebuild, receipts: readonly LandingReceipts[]): Promise<Target> {
  const store = createReleaseStore(paths);
  const { readable, unreadable } = await store.list();
  const id =
    (await store.pointedId()) ??
    Math.max(
      0,
      ...[...readable, ...unreadable, ...receipts.map(({ release }) => ({ id: release }))].map((one) => one.id),
    );
  const current = readable.find((release) => release.id === id);
  if (current !== undefined)
    return { base: current, id, withdrawn: current.withdrawn ?? [], isCurrent: (await store.pointedId()) === id };
  const withdrawn = receipts.find(({ release }) => release === id)?.withdrawn;
  const base = readable.filter((release) => release.id < id && withdrawn?.includes(release.id) !== true).at(-1) ?? null;
  return { base, id, withdrawn: withdrawn ?? base?.withdrawn ?? [], isCurrent: false };
}

/** Without a choice: what is damaged, and what runs after the newest readable release brought. */
function monthsToBuild(
  rebuild: Rebuild,
  { base }: Target,
  lost: readonly LostFile[],
  runs: readonly LandingReceipts[],
): Month[] {
  const known = new Set([
    ...Object.keys(base?.tables['bars'] ?? {}),
    ...runs.flatMap((run) => run.files.flatMap((file) => Object.keys(file.rowsByMonth))),
  ]);
  const missing = rebuild.months?.find((month) => !known.has(month));
  if (missing !== undefined)
    throw new RequestError(`There is no month ${missing} to build. There are: ${[...known].sort().join(', ')}.`);
  if (rebuild.months !== undefined) return [...rebuild.months].sort();
  if (rebuild.tables !== undefined && base !== null && !lost.some(isOfTables(rebuild))) return [...known].sort();
  const later = runs
    .filter(({ release }) => release > (base?.id ?? 0))
    .flatMap((run) => run.files.flatMap((file) => Object.keys(file.rowsByMonth)));
  return [...new Set([...lost.filter(isOfTables(rebuild)).map(({ month }) => month), ...later])].sort();
}

const isOfTables =
  ({ tables = rebuiltTables }: Rebuild) =>
  ({ table }: LostFile): boolean =>
    tables.some((name) => name === table);

interface MonthBuilt {
  readonly month: Month;
  /** Null when nothing of it is landed any more. */
  readonly build: StagedBuild | null;
  /** The run that brought something of it last. */
  readonly newest: LandingReceipts | undefined;
}

interface MonthGround {
  readonly target: Target;
  readonly lost: readonly LostFile[];
  readonly runs: readonly LandingReceipts[];
  readonly all: readonly LandingReceipts[];
  readonly runId: string;
  readonly month: Month;
}

async function buildMonth(
  engine: DuckDbEngine,
  rebuild: Rebuild,
  ground: MonthGround,
  losses: string[],
): Promise<MonthBuilt> {
  const {
    target: { base },
    lost,
    runs,
    all,
    runId,
    month,
  } = ground;
  const { paths, calendars } = rebuild;
  const isSound =
    base !== null &&
    rebuild.months === undefined &&
    rebuild.tables === undefined &&
    !lost.some((file) => file.month === month);
  let release: LocalRelease | null = isSound ? base : null;
  let build: StagedBuild | null = null;
  const mine = runs.filter(
    (run) => run.release > (isSound ? base.id : 0) && run.files.some((file) => (file.rowsByMonth[month] ?? 0) > 0),
  );
  for (const [index, run] of mine.entries()) {
    rebuild.signal.throwIfAborted();
    const landedFiles: string[] = [];
    for (const file of run.files.filter(({ rowsByMonth }) => (rowsByMonth[month] ?? 0) > 0)) {
      const fault = await findRot(paths.root, file, rebuild.signal);
      if (fault === null) landedFiles.push(file.path);
      else if (!isSuperseded(run, all)) losses.push(`${join(paths.root, file.path)} ${fault}.`);
    }
    if (landedFiles.length === 0) continue;
    const session = await engine.connect<StageTables>();
    build = await stagePeriod(
      session.db,
      { paths, calendars, release },
      { runId: `${runId}-${index + 1}`, month, landedFiles },
    ).finally(() => session.close());
    release = {
      ...emptyRelease,
      ...base,
      tables: Object.fromEntries(
        rebuiltTables.map((name) => [name, { [month]: build === null ? [] : [build.tables[name]] }]),
      ),
    };
  }
  if (!isSound) losses.push(...missingRows(base, month, build, mine));
  return { month, build, newest: mine.at(-1) };
}

/** Held against the manifest: landed bars that were removed leave fewer rows. */
function missingRows(
  base: LocalRelease | null,
  month: Month,
  build: StagedBuild | null,
  runs: readonly LandingReceipts[],
): string[] {
  const [part] = base?.tables['bars']?.[month] ?? [];
  if (part === undefined) return [];
  const rows = build?.tables.bars.rows ?? 0;
  if (rows < part.rows)
    return [`Of the ${part.rows} bars of ${month}, ${rows} are landed: the landed bars of older runs were removed.`];
  const builder = basename(part.path).replace(/(-merged)?\.parquet$/, '');
  const isLanded = builder.startsWith('rebuild-') || runs.some((run) => run.runId === builder);
  return isLanded
    ? []
    : [`The landed bars of run ${builder}, which brought the last changes of ${month}, were removed.`];
}

/** As the run checked it that brought something of the month last; when only the results are lost, as they were checked then. */
async function checkMonths(
  engine: DuckDbEngine,
  rebuild: Rebuild,
  runId: string,
  built: readonly MonthBuilt[],
  target: Target | null,
) {
  const results: QualityResult[] = [];
  const parts: TablePart[] = [];
  const base = target?.base ?? null;
  const again =
    base === null || built.length > 0
      ? []
      : [{ staged: publishedBuilds(base), tickers: base.tickers, from: base.from, to: base.to, name: 'results' }];
  const candidates = [
    ...again,
    ...built.flatMap(({ month, build, newest }) =>
      build === null || newest === undefined
        ? []
        : [{ staged: [build], tickers: newest.tickers, ...clip(newest, month), name: month }],
    ),
  ];
  for (const { name, ...candidate } of candidates) {
    const now = rebuild.clock.now();
    const close = lastSession(candidate.tickers, rebuild.calendars, candidate.from, candidate.to)?.closeMs;
    const session = await engine.connect<unknown>();
    const checked = await checkCandidate(session.db, rebuild.paths, {
      ...candidate,
      runId: `${runId}-${name}`,
      rules: rebuild.rules,
      freshAt: close === undefined ? now : new Date(close),
      checkedAt: now,
    }).finally(() => session.close());
    results.push(...checked.results);
    parts.push(checked.resultsPart);
  }
  if (!rebuild.acceptsLoss) assertGate(results);
  return { results, parts };
}

/** The published months that the release's last run asked for, as builds. */
function publishedBuilds(base: LocalRelease): StagedBuild[] {
  const months = Object.keys(base.tables['bars'] ?? {}).filter(
    (month) => month >= base.from.slice(0, 7) && month <= base.to.slice(0, 7),
  );
  return months.flatMap((month) => {
    const [sessions, bars, hours] = rebuiltTables.map((name) => base.tables[name]?.[month]?.[0]);
    if (sessions === undefined || bars === undefined || hours === undefined) return [];
    return [
      {
        months: [month],
        builtOn: '',
        tables: { sessions, bars, hourly_volatility: hours },
        newestDates: {},
        landedBars: 0,
        newBars: 0,
        isChanged: true,
        corrections: { bars: 0, hours: 0, maxChange: 0, samples: [] },
      },
    ];
  });
}

function clip({ from, to }: LandingReceipts, month: Month): { from: string; to: string } {
  const range = monthRange(month);
  return { from: from > range.from ? from : range.from, to: to < range.to ? to : range.to };
}

const emptyRelease = {
  id: 0,
  parentId: null,
  publishedAt: '',
  newestDates: {},
  runId: '',
  source: '',
  tickers: [],
  from: '',
  to: '',
  quality: { passed: 0, warned: 0, notEvaluated: 0, score: 1 },
};

interface Rebuilt {
  readonly runId: string;
  readonly id: number;
  readonly built: readonly MonthBuilt[];
  readonly runs: readonly LandingReceipts[];
  readonly results: readonly QualityResult[];
  readonly parts: readonly TablePart[];
}

function toRelease(
  { clock, tables = rebuiltTables }: Rebuild,
  target: Target,
  { runId, id, built, runs, results, parts }: Rebuilt,
): LocalRelease {
  const { base } = target;
  const newer = runs.filter(({ release }) => release > (base?.id ?? 0)).at(-1);
  const withdrawn = [
    ...target.withdrawn,
    ...Array.from({ length: id - target.id - 1 }, (_, index) => target.id + 1 + index),
  ];
  const newestDates: Record<string, string> = { ...base?.newestDates };
  for (const [ticker, date] of built.flatMap(({ build }) => Object.entries(build?.newestDates ?? {})))
    if (date > (newestDates[ticker] ?? '')) newestDates[ticker] = date;
  const { source, tickers, from, to } = newer ?? base ?? emptyRelease;
  return {
    runId,
    id,
    parentId: base?.id ?? null,
    publishedAt: clock.now().toISOString(),
    source,
    tickers,
    from,
    to,
    newestDates,
    quality: parts.length > 0 ? summarise(results) : (base?.quality ?? emptyRelease.quality),
    ...(withdrawn.length > 0 && { withdrawn }),
    tables: {
      ...base?.tables,
      ...Object.fromEntries(tables.map((name) => [name, withMonths(base?.tables[name], name, built)])),
      ...(parts.length > 0 && { quality_results: { latest: parts } }),
    },
  };
}

function withMonths(
  before: LocalRelease['tables'][string] | undefined,
  name: (typeof rebuiltTables)[number],
  built: readonly MonthBuilt[],
): LocalRelease['tables'][string] {
  const months = { ...before };
  for (const { month, build } of built) {
    if (build === null) delete months[month];
    else months[month] = [build.tables[name]];
  }
  return months;
}
