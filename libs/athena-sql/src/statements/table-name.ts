import { quoteIdentifier } from '../sql/identifier.ts';
import type { LakeEngine } from './lake-engine.ts';

/** A table or view, with its database (Trino: schema). */
export interface TableName {
  readonly database: string;
  readonly name: string;
}

/**
 * The name for SELECT, INSERT, MERGE, CTAS and views, on both Athena and Trino: `"mkt"."bars"`.
 *
 * @throws {SqlCompileError} unless both parts are lower_snake.
 * @example
 * toQueryName({ database: 'mkt', name: 'bars' }); // '"mkt"."bars"'
 */
export function toQueryName({ database, name }: TableName): string {
  return `${quoteIdentifier(database)}.${quoteIdentifier(name)}`;
}

/**
 * The name of an Iceberg table in its DDL. Athena (its Hive parser): `` `mkt`.`bars` ``; Trino: `"iceberg"."mkt"."bars"`.
 *
 * @throws {SqlCompileError} unless every part is lower_snake.
 * @example
 * toIcebergName({ name: 'athena' }, { database: 'mkt', name: 'bars' }); // '`mkt`.`bars`'
 */
export function toIcebergName(engine: LakeEngine, table: TableName): string {
  return engine.name === 'athena'
    ? withBackticks(toQueryName(table))
    : `${quoteIdentifier(engine.icebergCatalog)}.${toQueryName(table)}`;
}

/**
 * A quoted name as Athena's Hive parser takes it.
 *
 * @example
 * withBackticks('"mkt"."bars"'); // '`mkt`.`bars`'
 */
export function withBackticks(quoted: string): string {
  return quoted.replaceAll('"', '`');
}
