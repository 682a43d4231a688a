import { parseDqdl } from '@tickerlake/data-quality';
import type { Tables } from '@tickerlake/record-schema';
import type { Kysely } from 'kysely';
import type { Clock } from '../ports/clock.ts';
import type { FetchChunk } from '../ports/bar-source.ts';
import type { LandedPart, Landing, LandingReceipt } from '../ports/landing.ts';
import { builtTables } from '../ports/table-registry.ts';
import type { CheckedCandidate, DatasetRules, Release, StagedBuild, Warehouse } from '../ports/warehouse.ts';
import type { Calendars } from '../ports/calendars.ts';
import { planRun } from '../request/plan-run.ts';
import { partsOf } from '../ingest/collect-chunks.ts';
import { buildsOf } from '../run/build-and-publish.ts';
import { createSyntheticSource, type SyntheticCorrection } from './synthetic-source.ts';

/** A row as readers see it: dates as `YYYY-MM-DD`, instants as ISO 8601 text, 64-bit integers as numbers. */
export type PublishedRow = Readonly<Record<string, string | number | boolean | null>>;

/** Where runs land, and when. */
export interface ContractSource {
  readonly calendars: Calendars;
  /** Each instant that it gives is later than the one before. */
  readonly clock: Clock;
  readonly landing: Landing;
}

/** An empty store of the kind under test. */
export interface ContractStore extends ContractSource {
  /** A warehouse on this store, as a separate process would open it. */
  open(): Promise<{ readonly warehouse: Warehouse; close(): Promise<void> }>;
  /** All rows that readers see of a table at this moment, in any order; none before the first release. */
  read(table: string): Promise<readonly PublishedRow[]>;
  /** The published tables on the store's own engine; after the first release. */
  tables(): Promise<Kysely<Tables>>;
  /** Replaces the content of a landed file or object. */
  rewriteLanded(path: string, change: (content: Uint8Array) => Uint8Array): Promise<void>;
  /** Leaves files like a failed attempt. The returned function reports whether they still exist. */
  plantOrphan(): Promise<() => Promise<boolean>>;
  close(): Promise<void>;
}

/** What a contract's run fetches. */
export interface ContractRun {
  readonly runId: string;
  readonly from: string;
  readonly to: string;
  readonly tickers?: readonly string[];
  readonly barMs?: number;
  readonly corrections?: readonly SyntheticCorrection[];
  /** Bars that the source has not. */
  readonly without?: readonly { readonly ticker: string; readonly t: number }[];
  /** Whether bars that do not come again stay. */
  readonly isPartial?: boolean;
  readonly rules?: readonly DatasetRules[];
}

/** A run up to the stage it reached. */
export interface BuiltRun {
  readonly staged: readonly StagedBuild[];
  readonly checked: CheckedCandidate;
  publish(on?: Warehouse): Promise<Release | 'stale'>;
}

/** Two tickers, so that one can change while the other stays. */
export const contractTickers: readonly string[] = ['AAPL', 'MSFT'];

const halfHourMs = 1_800_000;
const noRules: readonly DatasetRules[] = [
  { dataset: 'hourly_volatility', ruleset: parseDqdl('Rules = [ IsComplete "hourly_var" ]') },
];

/**
 * Lands what the synthetic source has for a run.
 *
 * @example
 * const receipts = await landRun(store, { runId: 'r1', from: '2026-05-01', to: '2026-05-01' });
 */
export async function landRun(store: ContractSource, run: ContractRun): Promise<readonly LandingReceipt[]> {
  const { tickers = contractTickers, barMs = halfHourMs, from, to } = run;
  const source = createSyntheticSource({
    ...store,
    tickers,
    ...(run.corrections && { corrections: run.corrections }),
    ...(run.without && { without: run.without }),
  });
  const { chunks } = planRun({ tickers, from, to, barMs, source: 'simulated' }, store.calendars, null);
  const signal = new AbortController().signal;
  const land = (chunk: FetchChunk) =>
    store.landing.land({ runId: run.runId, startedAt: store.clock.now() }, chunk, source.fetchBars(chunk, signal));
  const receipts: LandingReceipt[] = [];
  for (const chunk of chunks) receipts.push(await land(chunk));
  return receipts;
}

/**
 * Lands and stages a run.
 *
 * @example
 * const staged = await stageRun(store, warehouse, { runId: 'r1', from: '2026-05-01', to: '2026-05-01' });
 */
export async function stageRun(
  store: ContractSource,
  warehouse: Warehouse,
  run: ContractRun,
): Promise<readonly StagedBuild[]> {
  return stageParts(warehouse, run, partsOf(await landRun(store, run)));
}

/**
 * Stages what a run landed.
 *
 * @example
 * const staged = await stageParts(warehouse, run, partsOf(await landRun(store, run)));
 */
export async function stageParts(
  warehouse: Warehouse,
  run: ContractRun,
  parts: readonly LandedPart[],
): Promise<readonly StagedBuild[]> {
  const staged: StagedBuild[] = [];
  for (const build of buildsOf(run.runId, parts, warehouse.monthsPerBuild))
    staged.push(asJson(await warehouse.stage({ ...build, ...(run.isPartial === true && { isPartial: true }) })));
  return staged;
}

/**
 * Lands, stages and checks a run; `publish` is the rest of it.
 *
 * @example
 * const { publish } = await buildRun(store, warehouse, { runId: 'r1', from: '2026-05-01', to: '2026-05-01' });
 */
export async function buildRun(store: ContractSource, warehouse: Warehouse, run: ContractRun): Promise<BuiltRun> {
  return checkRun(store, warehouse, run, await stageRun(store, warehouse, run));
}

/**
 * Checks what a run staged; `publish` is the rest of it.
 *
 * @example
 * const { publish } = await checkRun(store, warehouse, run, await stageRun(store, warehouse, run));
 */
export async function checkRun(
  store: ContractSource,
  warehouse: Warehouse,
  run: ContractRun,
  staged: readonly StagedBuild[],
): Promise<BuiltRun> {
  const { tickers = contractTickers, rules = noRules, from, to, runId } = run;
  const at = store.clock.now();
  const checked = asJson(
    await warehouse.check({ runId, staged, tickers, from, to, rules, freshAt: at, checkedAt: at }),
  );
  const facts = {
    runId,
    source: 'simulated',
    tickers,
    from,
    to,
    quality: { passed: 1, warned: 0, notEvaluated: 0, score: 1 },
  };
  return {
    staged,
    checked,
    publish: async (on = warehouse) => asJson(await on.publish(facts, staged, checked.resultsPart, at)),
  };
}

/**
 * A whole run.
 *
 * @throws {Error} when another run published meanwhile.
 * @example
 * const release = await publishRun(store, warehouse, { runId: 'r1', from: '2026-05-01', to: '2026-05-01' });
 */
export async function publishRun(store: ContractSource, warehouse: Warehouse, run: ContractRun): Promise<Release> {
  const release = await (await buildRun(store, warehouse, run)).publish();
  if (release === 'stale') throw new Error(`Run ${run.runId} was built on something else than what is published.`);
  return release;
}

/** What a journal would give back. */
const asJson = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

/**
 * What readers see of each table that builds make: its rows as sorted lines of text, to compare states.
 *
 * @example
 * const before = await seen(store);
 */
export async function seen(store: ContractStore): Promise<ReadonlyMap<string, readonly string[]>> {
  const lines = new Map<string, readonly string[]>();
  for (const { name } of builtTables) lines.set(name, (await store.read(name)).map(lineOf).sort());
  return lines;
}

/**
 * A row as text, its columns in the order of their names.
 *
 * @example
 * lineOf({ ticker: 'AAPL', high: 1 }); // '[["high",1],["ticker","AAPL"]]'
 */
export const lineOf = (row: PublishedRow): string =>
  JSON.stringify(Object.entries(row).sort(([a], [b]) => (a < b ? -1 : 1)));
