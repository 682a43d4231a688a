import { toQueryName } from '@tickerlake/athena-sql';
import { analysisViews } from '@tickerlake/market-sql';
import { coverageTable, type Tables } from '@tickerlake/record-schema';
import { type Relations, withRelationsBefore } from '../../build/iceberg/relations.ts';
import type { LakeReaders } from '../../engines/lake/lake-context.ts';
import type { ReadStatement } from '../../engines/lake/read-statement.ts';
import { publishedTables } from '../../ports/table-registry.ts';
import { coverageOf } from '../../release/iceberg/ensure-views.ts';
import type { LakeRelease } from '../../storage/releases/lake-release-store.ts';
import { RequestError } from '../../values/errors.ts';

/**
 * The tables of a release as relations: each published table is its Iceberg snapshot of that release, and the views are made of those.
 * Runs, corrections, splits and instruments are none of them: they are as they are now, as on this machine.
 *
 * @example
 * releaseRelations(lake, release).bars; // 'select * from "mkt"."bars" for version as of 71'
 */
export function releaseRelations(
  { sql, database }: Pick<LakeReaders, 'sql' | 'database'>,
  release: LakeRelease,
): Relations {
  const snapshots = publishedTables.map(({ table: { name } }) => {
    const snapshotId = release.tables[name]?.snapshotId ?? null;
    const of = snapshotId === null ? 'where false' : `for version as of ${snapshotId}`;
    return [name, `select * from ${toQueryName({ database, name })} ${of}`] as const;
  });
  const views = analysisViews(sql.db.withTables<Tables>()).map(
    ({ table, query }) => [table.name, query.compile().sql] as const,
  );
  const coverage = coverageOf(sql, release, (name) => `select * from ${name}`);
  return { ...Object.fromEntries([...snapshots, ...views]), [coverageTable.name]: coverage };
}

/**
 * A statement that reads the tables of a release, whatever is published while it runs. SHOW and DESCRIBE stay as they are.
 *
 * @param relations as of `releaseRelations`.
 * @throws {RequestError} when it names such a table with its catalogue, which would read the table as it is now, or when a `WITH` relation
 * has the name of one.
 * @example
 * asOfRelease(releaseRelations(lake, release), 'mkt', toReadStatement('select count(*) from mkt.bars'));
 * // 'with "bars" as (select * from "mkt"."bars" for version as of 71) select count(*) from bars'
 */
export function asOfRelease(relations: Relations, database: string, { text, kind, withEnd }: ReadStatement): string {
  if (kind === 'show' || kind === 'describe') return text;
  const names = Object.keys(relations).join('|');
  const code = text.replace(new RegExp(noCode, 'g'), ' ');
  const [, own] = new RegExp(`(?<![\\w"])"?(${names})"?\\s*(?:\\([^()]*\\)\\s*)?\\bas\\s*\\(`, 'i').exec(code) ?? [];
  if (own !== undefined)
    throw new RequestError(
      `${own} is a published table: give the relation of that name in the statement another name.`,
    );
  // A quoted name is matched whole, unless it is the database.
  const parts = new RegExp(
    `${noCode}|(?<![\\w"])(?<catalog>(?:"[^"]*"|\\w+)\\s*\\.\\s*)?(?<database>"${database}"|${database})\\s*\\.\\s*(?<name>"?(?:${names})(?![\\w$])"?)|"(?:[^"]|"")*"`,
    'gi',
  );
  const unqualified = text.replace(parts, (part, ...groups) => {
    const named = groups.at(-1) as { readonly catalog?: string; readonly name?: string };
    if (named.catalog !== undefined)
      throw new RequestError(
        `${part} is the table as it is now: to read it as of a release, write ${named.name} alone.`,
      );
    return named.name ?? part;
  });
  return withRelationsBefore(relations, { text: unqualified, withEnd });
}

/** Texts and comments. */
const noCode = `'(?:[^']|'')*'|--[^\\n]*|/\\*[\\s\\S]*?\\*/`;
