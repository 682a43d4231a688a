import { SqlCompileError } from '../sql/errors.ts';
import type { SqlEngine } from './spellings/spelling.ts';

type Spelling = Record<SqlEngine, string>;

const same = (name: string): Spelling => ({ duckdb: name, athena: name });
const timestampMs: Spelling = { duckdb: 'TIMESTAMP_MS', athena: 'timestamp(3)' };

/** Kysely's type names, and those of the engines. */
const spellings: Readonly<Record<string, Spelling>> = {
  text: same('varchar'),
  varchar: same('varchar'),
  smallint: same('smallint'),
  int2: same('smallint'),
  integer: same('integer'),
  int4: same('integer'),
  bigint: same('bigint'),
  int8: same('bigint'),
  real: same('real'),
  float4: same('real'),
  'double precision': same('double'),
  float8: same('double'),
  boolean: same('boolean'),
  date: same('date'),
  timestamp: timestampMs,
  'timestamp(3)': timestampMs,
  'timestamp(6)': { duckdb: 'TIMESTAMP', athena: 'timestamp(6)' },
};

/**
 * The engine's name of a Kysely data type; `timestamp` has milliseconds, as Hive's Parquet.
 *
 * @throws {SqlCompileError} for types that an engine lacks or takes otherwise, with what to write instead.
 * @example
 * toEngineType('double precision', 'duckdb'); // 'double'
 */
export function toEngineType(dataType: string, engine: SqlEngine): string {
  const decimal = /^(?:decimal|numeric)\((\d+), ?(\d+)\)$/.exec(dataType);
  if (decimal !== null) return `decimal(${decimal[1]}, ${decimal[2]})`;
  const spelling = Object.hasOwn(spellings, dataType) ? spellings[dataType] : undefined;
  if (spelling !== undefined) return spelling[engine];
  throw new SqlCompileError(`The type ${dataType} is not the same on every engine: ${adviceOn(dataType)}.`);
}

function adviceOn(dataType: string): string {
  if (/^(?:var)?char\(/.test(dataType)) return 'DuckDB ignores the length, so cut the text with substr and use text';
  if (/^(?:decimal|numeric)/.test(dataType))
    return 'without a precision Trino keeps no fraction and DuckDB three digits, so write decimal(p, s)';
  if (dataType.startsWith('timestamptz')) return 'keep UTC timestamps and say so with utc() where a reader needs it';
  return 'use text, an integer type, double precision, decimal(p, s), boolean, date or timestamp';
}
