import { createTableAs, quoteIdentifier, toLiteral, toQueryName } from '@tickerlake/athena-sql';
import type { QualityResult } from '@tickerlake/data-quality';
import { coverSessions, type StageTables } from '@tickerlake/market-sql';
import { hourlyVolatilityTable, qualityResultsTable, type Table } from '@tickerlake/record-schema';
import { partOf } from '../ports/part-of.ts';
import { builtTables } from '../ports/table-registry.ts';
import type { CandidateCheck, CheckedCandidate, TablePart } from '../ports/warehouse.ts';
import { checkDatasets } from './check-datasets.ts';
import { readLakeLookBack } from '../history/lake/read-lake-look-back.ts';
import { lookBackOrFault, looksBack } from '../history/look-back.ts';
import { qualityRows } from './quality-rows.ts';
import { askedTickers, knownAbsences } from '../build/iceberg/asked-tickers.ts';
import type { LakeContext } from '../engines/lake/lake-context.ts';
import type { Attempt } from '../storage/objects/lake-layout.ts';
import { stagedTable } from '../engines/lake/lake-tables.ts';
import { withoutText } from '../build/without-tickers.ts';
import { openAttempt } from '../build/iceberg/open-attempt.ts';
import { knowingRelations, type Relations } from '../build/iceberg/relations.ts';

/**
 * Runs the rules on the candidate: the staging tables under the names that readers know, and the coverage of the requested
 * range that follows from them. One scan for all rules of a dataset, on the engine.
 *
 * @throws the engine's own errors. A rule that cannot be evaluated is a result, not an exception.
 * @example
 * const { results } = await checkLakeCandidate(lake, candidate);
 */
export async function checkLakeCandidate(lake: LakeContext, candidate: CandidateCheck): Promise<CheckedCandidate> {
  const { attempt, sql } = await openAttempt(lake, candidate.runId, [
    'check',
    candidate.staged,
    candidate.rules,
    candidate.withoutTickers ?? [],
    candidate.checkedAt,
  ]);
  const scope = { ...lake, sql };
  const db = knowingRelations(scope.sql.db, candidateRelations(scope, candidate));
  const { rules, tickers, freshAt: now } = candidate;
  const lookBack = rules.some(({ ruleset }) => looksBack(ruleset))
    ? await lookBackOrFault(() => readLakeLookBack(lake.objects))
    : undefined;
  const results = await checkDatasets({
    db,
    rules,
    tickers,
    now,
    clock: 'the end of the requested range',
    calendars: lake.calendars,
    filesFrom: () => lake.files,
    ...(lookBack === undefined ? {} : { lookBack }),
  });
  return { results, resultsPart: await writeResults(scope, attempt, candidate, results) };
}

function candidateRelations(scope: LakeContext, candidate: CandidateCheck): Relations {
  const staged = (table: Table): string => {
    const columns = table.columns.map((column) => quoteIdentifier(column.name)).join(', ');
    const isOfTickers = table.columns.some((column) => column.name === 'ticker');
    const where = isOfTickers ? ` where ${withoutText(candidate.withoutTickers)}` : '';
    return candidate.staged
      .map((build) => `select ${columns} from ${toQueryName(stagedTable(partOf(build, table).path))}${where}`)
      .join(' union all ');
  };
  return {
    ...Object.fromEntries(builtTables.map((table) => [table.name, staged(table)])),
    staged_hours: `select * from ${hourlyVolatilityTable.name}`,
    asked_tickers: askedTickers(candidate.tickers),
    known_absences: knownAbsences(candidate.absences ?? []),
    coverage: coverSessions(scope.sql.db.withTables<StageTables>(), candidate),
  };
}

async function writeResults(
  scope: LakeContext,
  attempt: Attempt,
  candidate: CandidateCheck,
  results: readonly QualityResult[],
): Promise<TablePart> {
  const { sql, database, objects } = scope;
  const rows = qualityRows(candidate.runId, candidate.checkedAt, results);
  const name = attempt.table(qualityResultsTable.name);
  const folder = `${attempt.folder}${qualityResultsTable.name}/`;
  await sql.build((nth) =>
    createTableAs(sql.engine, {
      table: { database, name },
      columns: qualityResultsTable.columns,
      query: valuesOf(rows),
      location: `${objects.location}${folder}a${nth}/`,
    }),
  );
  const bytes = (await objects.list(folder)).reduce((sum, object) => sum + object.bytes, 0);
  return { path: `${database}.${name}`, rows: rows.length, bytes };
}

function valuesOf(rows: ReturnType<typeof qualityRows>): string {
  const columns = qualityResultsTable.columns;
  const names = columns.map((column) => quoteIdentifier(column.name));
  if (rows.length === 0) return `select ${names.map((name) => `NULL as ${name}`).join(', ')} where false`;
  const toValue = (value: string | null, type: string): string =>
    toLiteral(type === 'timestamp' && value !== null ? new Date(value) : value);
  const tuples = rows.map((row) => `(${columns.map((column) => toValue(row[column.name], column.type)).join(', ')})`);
  return `select * from (values ${tuples.join(', ')}) as t(${names.join(', ')})`;
}
