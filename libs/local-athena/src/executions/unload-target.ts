import { EngineFailure } from '../engine/engine-failure.ts';
import type { EngineColumn } from '../engine/query-engine.ts';
import type { ParquetCodec } from '../parquet/write-parquet.ts';
import type { Statement } from '../sql/statement.ts';

/** Athena's names of compressions. Its default for Parquet is GZIP. Source: Athena user guide, "UNLOAD". */
const codecs: Readonly<Record<string, ParquetCodec>> = { SNAPPY: 'SNAPPY', GZIP: 'GZIP', NONE: 'UNCOMPRESSED' };

/**
 * The compression that an UNLOAD asks for.
 *
 * @throws {EngineFailure} for another format than Parquet, and for options that are not supported here.
 * @example
 * toCodec([{ name: 'format', value: "'PARQUET'" }]); // 'GZIP'
 */
export function toCodec(properties: Extract<Statement, { kind: 'unload' }>['properties']): ParquetCodec {
  const given = new Map(properties.map(({ name, value }) => [name, value.replaceAll("'", '').toUpperCase()]));
  const format = given.get('format') ?? '';
  if (format !== 'PARQUET')
    throw refused(`UNLOAD writes Parquet files here: use WITH (format = 'PARQUET') instead of '${format}'`);
  const other = [...given.keys()].find((name) => name !== 'format' && name !== 'compression');
  if (other !== undefined)
    throw refused(`UNLOAD takes format and compression here, not ${other}: the result is one file`);
  const asked = given.get('compression') ?? 'GZIP';
  const codec = Object.hasOwn(codecs, asked) ? codecs[asked] : undefined;
  if (codec === undefined) throw refused(`UNLOAD compresses with SNAPPY, GZIP or NONE here, not with ${asked}`);
  return codec;
}

/**
 * Refuses columns that a Hive table cannot have, with the messages of the engine.
 *
 * @throws {EngineFailure} for a column without a name, a name given twice, or a column of only NULL without a type.
 * @example
 * requireColumns([{ name: 'n', type: 'bigint' }]);
 */
export function requireColumns(columns: readonly EngineColumn[]): void {
  columns.forEach(({ name, type }, index) => {
    const place = `at position ${index + 1}`;
    if (name === '' || name === `_col${index}`)
      throw wrong('MISSING_COLUMN_NAME', `Column name not specified ${place}`);
    if (type === 'unknown') throw wrong('COLUMN_TYPE_UNKNOWN', `Column type is unknown ${place}`);
    if (columns.findIndex((column) => column.name === name) < index)
      throw wrong('DUPLICATE_COLUMN_NAME', `Column name '${name}' specified more than once`);
  });
}

const refused = (reason: string): EngineFailure => new EngineFailure('NOT_SUPPORTED', 'USER_ERROR', reason);
const wrong = (name: string, reason: string): EngineFailure => new EngineFailure(name, 'USER_ERROR', reason);
