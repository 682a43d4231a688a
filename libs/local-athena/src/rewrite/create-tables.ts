import { EngineFailure } from '../engine/engine-failure.ts';
import { toTrinoType } from '../sql/hive-type.ts';
import type { Property, Statement } from '../sql/statement.ts';
import { quoteName, quoteText } from '../sql/table-name.ts';
import { createTokenReader } from '../sql/token-reader.ts';
import type { RewriteContext, TableSettings, TrinoPlan } from './trino-plan.ts';

type CreateTableAs = Extract<Statement, { kind: 'create-table-as' }>;
type CreateTable = Extract<Statement, { kind: 'create-table' }>;

const compressions = new Set(['write_compression', 'parquet_compression', 'orc_compression']);
/** Properties that Athena has and Trino lacks: the first two are rewritten, the others are only stored. */
const left = /^(table_type|is_external|compression_level|vacuum_.*|optimize_.*|write_target_data_file_size_bytes)$/;

/**
 * Rewrites CREATE TABLE AS for Trino: an Iceberg table, or a Hive table, located with the query's results by default.
 *
 * @throws {EngineFailure} for properties that Athena refuses.
 * @example
 * rewriteCreateTableAs(statement, context).steps; // [`CREATE TABLE "lake"."t" WITH (external_location = 's3://...') AS SELECT 1 AS n`]
 */
export function rewriteCreateTableAs(statement: CreateTableAs, context: RewriteContext): TrinoPlan {
  const { properties } = statement;
  const isIceberg = textOf(properties, 'table_type')?.toUpperCase() === 'ICEBERG';
  const kept = isIceberg ? icebergProperties(properties) : hiveProperties(properties, context);
  const database = statement.table.database ?? context.database;
  if (isIceberg) icebergSettings(properties, `${database}.${statement.table.table}`, context.settings);
  const name = `${isIceberg ? 'iceberg.' : ''}${quoteName(database)}.${quoteName(statement.table.table)}`;
  const head = `CREATE TABLE ${statement.ifNotExists ? 'IF NOT EXISTS ' : ''}${name}`;
  const written = kept.map(({ name: key, value }) => `${key} = ${value}`).join(', ');
  return { steps: [`${head} WITH (${written}) AS ${statement.query}`], session: toSession(properties, isIceberg) };
}

/**
 * Rewrites Athena's DDL of an Iceberg table for Trino.
 *
 * @throws {RefusedStatement} for a type that Athena does not support in such a table.
 * @example
 * rewriteCreateTable(statement, context).steps; // [`CREATE TABLE iceberg."lake"."t" ("ts" timestamp(6)) WITH (...)`]
 */
export function rewriteCreateTable(statement: CreateTable, context: RewriteContext): TrinoPlan {
  const { table, columns, partitioning, location, properties } = statement;
  const database = table.database ?? context.database;
  icebergSettings(properties, `${database}.${table.table}`, context.settings);
  const toColumn = ({ name, type, comment }: CreateTable['columns'][number]) =>
    `${quoteName(name)} ${toTrinoType(type, 'iceberg')}${comment === null ? '' : ` COMMENT ${quoteText(comment)}`}`;
  const written = [
    `format = ${quoteText((textOf(properties, 'format') ?? 'parquet').toUpperCase())}`,
    `location = ${quoteText(location)}`,
    ...(partitioning.length === 0
      ? []
      : [
          `partitioning = ARRAY[${partitioning.map((transform) => quoteText(toTrinoTransform(transform))).join(', ')}]`,
        ]),
  ];
  const head = `CREATE TABLE ${statement.ifNotExists ? 'IF NOT EXISTS ' : ''}iceberg.${quoteName(database)}.${quoteName(table.table)}`;
  return {
    steps: [`${head} (${columns.map(toColumn).join(', ')}) WITH (${written.join(', ')})`],
    session: toSession(properties, true),
  };
}

/**
 * Stores the settings that VACUUM will need.
 *
 * @example
 * icebergSettings([{ name: 'vacuum_max_snapshot_age_seconds', value: "'60'" }], 'lake.bars', settings);
 */
export function icebergSettings(properties: readonly Property[], key: string, settings: TableSettings): void {
  const age = textOf(properties, 'vacuum_max_snapshot_age_seconds');
  if (age !== null) settings.set(key, { maxSnapshotAgeSeconds: Number(age) });
}

function icebergProperties(properties: readonly Property[]): readonly Property[] {
  const refuse = (reason: string): never => {
    throw new EngineFailure('INVALID_TABLE_PROPERTY', 'USER_ERROR', reason);
  };
  const isExternal = properties.find(({ name }) => name === 'is_external')?.value.toLowerCase();
  if (isExternal !== 'false') refuse('Iceberg tables must be managed: set is_external = false');
  if (!properties.some(({ name }) => name === 'location'))
    refuse("Table location can not be null for Iceberg table: set location = 's3://...'");
  return properties.filter(({ name }) => !left.test(name) && !compressions.has(name));
}

function hiveProperties(properties: readonly Property[], context: RewriteContext): readonly Property[] {
  const kept = properties.filter(
    ({ name }) => !left.test(name) && !compressions.has(name) && name !== 'external_location',
  );
  const renamed = kept.map(({ name, value }) => ({
    name: name === 'field_delimiter' ? 'textfile_field_separator' : name,
    value,
  }));
  const chosen = textOf(properties, 'external_location');
  if (chosen !== null && context.enforcesOutputLocation) {
    const reason =
      "The Create Table As Select query failed because it was submitted with an 'external_location' property to an Athena Workgroup that enforces a centralized output location for all queries. Please remove the 'external_location' property and resubmit the query.";
    throw new EngineFailure('INVALID_TABLE_PROPERTY', 'USER_ERROR', reason);
  }
  const place =
    chosen ?? (context.outputLocation === null ? null : `${context.outputLocation}tables/${context.queryId}/`);
  if (place === null)
    throw new EngineFailure(
      'INVALID_TABLE_PROPERTY',
      'USER_ERROR',
      "No location for the table: set external_location = 's3://...'",
    );
  return [{ name: 'external_location', value: quoteText(place.endsWith('/') ? place : `${place}/`) }, ...renamed];
}

/** Athena writes Parquet of Hive tables with GZIP and of Iceberg tables with ZSTD by default. */
function toSession(properties: readonly Property[], isIceberg: boolean): Record<string, string> {
  const asked = properties.find(({ name }) => compressions.has(name));
  const codec = (asked === undefined ? null : textOf([asked], asked.name)) ?? (isIceberg ? 'ZSTD' : 'GZIP');
  return { [`${isIceberg ? 'iceberg' : 'awsdatacatalog'}.compression_codec`]: codec.toUpperCase() };
}

/** Athena's `bucket(16, id)` is Trino's `bucket(id, 16)`. */
function toTrinoTransform(text: string): string {
  const reader = createTokenReader(text);
  const word = reader.name();
  if (reader.isAtEnd()) return word;
  const [first = '', second] = reader.list().map((part) => part.replaceAll('`', ''));
  return second === undefined ? `${word}(${first})` : `${word}(${second}, ${first})`;
}

/** The text of a property, whether it was written as a string or not. */
function textOf(properties: readonly Property[], name: string): string | null {
  const value = properties.find((property) => property.name === name)?.value;
  if (value === undefined) return null;
  return value.startsWith("'") ? createTokenReader(value).string() : value;
}
