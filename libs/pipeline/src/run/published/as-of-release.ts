import { toQueryName } from '@tickerlake/athena-sql';
import { analysisViews } from '@tickerlake/market-sql';
import { coverageTable, type Tables } from '@tickerlake/record-schema';
import { withRelationsBefore } from '../../build/iceberg/relations.ts';
import type { LakeReaders } from '../../engines/lake/lake-context.ts';
import type { ReadStatement } from '../../engines/lake/read-statement.ts';
import { publishedTables } from '../../ports/table-registry.ts';
import { coverageOf } from '../../release/iceberg/ensure-views.ts';
import type { LakeRelease } from '../../storage/releases/lake-release-store.ts';
import { RequestError } from '../../values/errors.ts';

/**
 * A statement that reads an older release: each published table is its Iceberg snapshot of that release, and the views are made of those.
 * Runs, corrections, splits and instruments are as they are now, as on this machine.
 *
 * @throws {RequestError} for a statement that is not a SELECT, or that names such a table with its database: that would be the current one.
 * @example
 * asOfRelease(lake, release, toReadStatement('select count(*) from bars'));
 */
export function asOfRelease(
  { sql, database }: Pick<LakeReaders, 'sql' | 'database'>,
  release: LakeRelease,
  { text, kind, withEnd }: ReadStatement,
): string {
  if (kind !== 'select' && kind !== 'with')
    throw new RequestError(`Release ${release.id} is read with a SELECT: leave --release out for SHOW and DESCRIBE.`);
  const db = sql.db.withTables<Tables>();
  const snapshots = publishedTables.map(({ table: { name } }) => {
    const snapshotId = release.tables[name]?.snapshotId ?? null;
    const of = snapshotId === null ? 'where false' : `for version as of ${snapshotId}`;
    return [name, `select * from ${toQueryName({ database, name })} ${of}`] as const;
  });
  const views = analysisViews(db).map(({ table, query }) => [table.name, query.compile().sql] as const);
  const coverage = coverageOf(sql, release, (name) => `select * from ${name}`);
  const relations = { ...Object.fromEntries([...snapshots, ...views]), [coverageTable.name]: coverage };
  const qualified = new RegExp(`\\b${database}"?\\s*\\.\\s*"?(${Object.keys(relations).join('|')})\\b`, 'i').exec(text);
  if (qualified !== null)
    throw new RequestError(
      `${qualified[0]} is the table as it is now: to read it as of release ${release.id}, write ${qualified[1]} without its database.`,
    );
  return withRelationsBefore(relations, { text, withEnd });
}
