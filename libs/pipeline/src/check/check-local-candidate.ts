import { join } from 'node:path';
import { readJsonLines, readParquet } from '@tickerlake/athena-sql';
import { qualityResultsTable, type Table } from '@tickerlake/record-schema';
import { type Kysely, sql } from 'kysely';
import { partOf } from '../ports/part-of.ts';
import { builtTables } from '../ports/table-registry.ts';
import type { CandidateCheck, CheckedCandidate, TablePart } from '../ports/warehouse.ts';
import { isOfOthers } from '../build/without-tickers.ts';
import type { Calendars } from '../ports/calendars.ts';
import { checkDatasets } from './check-datasets.ts';
import { createLocalFiles } from './local-files.ts';
import { qualityRows } from './quality-rows.ts';
import { lookBackOrFault, looksBack } from '../history/look-back.ts';
import { readStoreLookBack } from '../history/local/read-look-back.ts';
import { writeFileAtomic } from '../storage/files/atomic-file.ts';
import { type ClosedEngineOptions, openClosedEngine } from '../engines/duckdb/closed-engine/open-closed-engine.ts';
import { openCoverage } from './open-coverage.ts';
import { buildPath, type StorePaths } from '../storage/files/store-paths.ts';
import { writeParquet } from '../build/duckdb/write-parquet.ts';

/** The market's calendars, and how the engine is opened. */
export interface LocalCheckOptions extends Pick<ClosedEngineOptions, 'memoryLimit' | 'signal'> {
  readonly calendars: Pick<Calendars, 'XNYS'>;
}

/**
 * Runs the rules on the candidate: the staged builds, exactly as readers would see them, and the coverage of the requested
 * range that follows from them.
 *
 * @throws {SqlExecutionError} when the staged files cannot be read. A rule that cannot be evaluated is a result, not an exception.
 * @example
 * const { results } = await checkCandidate(db, paths, candidate, { calendars });
 */
export async function checkCandidate(
  db: Kysely<unknown>,
  paths: StorePaths,
  candidate: CandidateCheck,
  options: LocalCheckOptions,
): Promise<CheckedCandidate> {
  const results = await checkClosed(paths, candidate, options);
  return { results, resultsPart: await writeResults(db, paths, candidate, results) };
}

/** Rules are SQL of their authors: they run in an engine that can open the staged files and nothing else. */
async function checkClosed(
  paths: StorePaths,
  candidate: CandidateCheck,
  { calendars, ...options }: LocalCheckOptions,
): Promise<CheckedCandidate['results']> {
  const lookBack = candidate.rules.some(({ ruleset }) => looksBack(ruleset))
    ? await lookBackOrFault(() => readStoreLookBack(paths))
    : undefined;
  const staged = builtTables.map((table) => ({
    table,
    files: candidate.staged.map((build) => join(paths.root, partOf(build, table).path)),
  }));
  const engine = await openClosedEngine({
    ...options,
    files: staged.flatMap(({ files }) => files),
    async setUp(db) {
      for (const { table, files } of staged)
        await sql`create view ${sql.ref(table.name)} as select * from ${readParquet(table, files)} where ${hasTicker(table) ? isOfOthers(candidate.withoutTickers) : sql`true`}`.execute(
          db,
        );
      await openCoverage({ db, release: candidate });
    },
  });
  const { db, close } = await engine.connect();
  try {
    const { rules, tickers, freshAt: now } = candidate;
    return await checkDatasets({
      db,
      rules,
      tickers,
      now,
      clock: 'the end of the requested range',
      calendars,
      filesFrom: createLocalFiles,
      ...(lookBack === undefined ? {} : { lookBack }),
    });
  } finally {
    await close();
    engine.close();
  }
}

const hasTicker = ({ columns }: Table): boolean => columns.some(({ name }) => name === 'ticker');

async function writeResults(
  db: Kysely<unknown>,
  paths: StorePaths,
  candidate: CandidateCheck,
  results: CheckedCandidate['results'],
): Promise<TablePart> {
  const rows = qualityRows(candidate.runId, candidate.checkedAt, results);
  const draft = join(paths.scratch, 'quality_results.ndjson');
  await writeFileAtomic(draft, rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
  const path = buildPath(qualityResultsTable.name, 'latest', candidate.runId);
  const query = sql`select * from ${readJsonLines(qualityResultsTable, [draft])}`;
  return writeParquet(
    db,
    paths,
    qualityResultsTable,
    { compile: () => query.compile(db) },
    { path, orderBy: qualityResultsTable.key },
  );
}
