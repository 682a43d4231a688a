import { join } from 'node:path';
import { readJsonLines, readParquet } from '@tickerlake/athena-sql';
import { checkRules } from '@tickerlake/data-quality';
import { barsTable, coverageTable, hourlyVolatilityTable, qualityResultsTable, sessionsTable, type Table } from '@tickerlake/record-schema';
import { type Kysely, sql } from 'kysely';
import type { CandidateCheck, CheckedCandidate, TablePart } from '../ports/warehouse.ts';
import { qualityRows } from '../quality-rows.ts';
import { writeFileAtomic } from './atomic-file.ts';
import { openCoverage } from './open-coverage.ts';
import type { StorePaths } from './store-paths.ts';
import { writeParquet } from './write-parquet.ts';

const datasets: readonly Table[] = [sessionsTable, barsTable, hourlyVolatilityTable, coverageTable];

/**
 * Runs the rules on the candidate: the staged builds, exactly as readers would see them, and the coverage of the asked
 * range that follows from them.
 *
 * @throws {SqlExecutionError} when the staged files cannot be read. A rule that cannot be evaluated is a result, not an exception.
 * @example
 * const { results } = await checkCandidate(db, paths, candidate);
 */
export async function checkCandidate(db: Kysely<unknown>, paths: StorePaths, candidate: CandidateCheck): Promise<CheckedCandidate> {
  await openCandidate(db, paths, candidate);
  const results = [];
  for (const { dataset, ruleset } of candidate.rules) {
    const columns = datasets.find((table) => table.name === dataset)?.columns ?? [];
    const parameters = { tickers: String(candidate.tickers.length) };
    results.push(await checkRules({ db, dataset, columns, ruleset, now: candidate.freshAt, parameters }));
  }
  return { results, resultsPart: await writeResults(db, paths, candidate, results) };
}

async function openCandidate(db: Kysely<unknown>, paths: StorePaths, candidate: CandidateCheck): Promise<void> {
  const files = (name: 'sessions' | 'bars' | 'hourly_volatility'): string[] => candidate.staged.map((build) => join(paths.root, build.tables[name].path));
  for (const [table, name] of [[sessionsTable, 'sessions'], [barsTable, 'bars'], [hourlyVolatilityTable, 'hourly_volatility']] as const) {
    await sql`create or replace temp view ${sql.ref(name)} as select * from ${readParquet(table, files(name))}`.execute(db);
  }
  await openCoverage({ db, release: candidate });
}

async function writeResults(db: Kysely<unknown>, paths: StorePaths, candidate: CandidateCheck, results: CheckedCandidate['results']): Promise<TablePart> {
  const rows = qualityRows(candidate.runId, candidate.checkedAt, results);
  const draft = join(paths.scratch, 'quality_results.ndjson');
  await writeFileAtomic(draft, rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
  const path = join('warehouse', qualityResultsTable.name, 'latest', `${candidate.runId}.parquet`);
  const query = sql`select * from ${readJsonLines(qualityResultsTable, [draft])}`;
  return writeParquet(db, paths, qualityResultsTable, { compile: () => query.compile(db) }, { path, orderBy: qualityResultsTable.key });
}
