import { isNan as portableIsNan, isFinite as portableIsFinite, type SqlEngine } from '@tickerlake/athena-sql';
import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { Predicate } from './predicate.ts';

/** What the engines spell differently; everything else this library writes is the same for DuckDB, Trino and Athena. */
export interface Dialect {
  readonly engine: SqlEngine;
  /** The pattern matches a part of the text. */
  matchesPart(value: RawBuilder<unknown>, pattern: string): Predicate;
  /** The text is one of several; NULL where it is NULL. */
  isOneOf(value: RawBuilder<unknown>, texts: readonly string[]): Predicate;
  /** Bytes of a binary. */
  byteLength(value: RawBuilder<unknown>): RawBuilder<unknown>;
  isNan(value: RawBuilder<unknown>): Predicate;
  isFinite(value: RawBuilder<unknown>): Predicate;
}

const shared = {
  isNan: (value: RawBuilder<unknown>) => sql<boolean>`${portableIsNan(value.$castTo<number>())}`,
  isFinite: (value: RawBuilder<unknown>) => sql<boolean>`${portableIsFinite(value.$castTo<number>())}`,
};

const dialects: Record<SqlEngine, Dialect> = {
  duckdb: {
    engine: 'duckdb',
    matchesPart: (value, pattern) => sql<boolean>`regexp_matches(${value}, ${pattern})`,
    // A function is called once for each text of a Parquet dictionary, a comparison once for each row.
    isOneOf: (value, texts) => sql<boolean>`list_contains([${sql.join(texts)}], ${value})`,
    byteLength: (value) => sql`OCTET_LENGTH(${value})`,
    ...shared,
  },
  athena: {
    engine: 'athena',
    matchesPart: (value, pattern) => sql<boolean>`regexp_like(${value}, ${pattern})`,
    isOneOf: (value, texts) => sql<boolean>`${value} IN (${sql.join(texts)})`,
    byteLength: (value) => sql`LENGTH(${value})`,
    ...shared,
  },
};

/**
 * The dialect of a database, recognized by how its compiler spells a portable function.
 *
 * @example
 * dialectOf(db).engine; // 'duckdb'
 */
export function dialectOf<Database>(db: Kysely<Database>): Dialect {
  const { sql: spelled } = shared.isFinite(sql`x`).compile(db);
  return spelled.startsWith('is_finite(') ? dialects.athena : dialects.duckdb;
}
