import { simple, type SimpleKind, type TrinoType, varchar } from '../translate/trino-type.ts';

/** Types that Trino lacks (unsigned and 128-bit integers) do not occur in published tables. */
const kinds: Readonly<Record<string, SimpleKind>> = {
  BOOLEAN: 'boolean',
  TINYINT: 'tinyint',
  SMALLINT: 'smallint',
  INTEGER: 'integer',
  BIGINT: 'bigint',
  HUGEINT: 'bigint',
  FLOAT: 'real',
  DOUBLE: 'double',
  DATE: 'date',
  BLOB: 'varbinary',
  JSON: 'json',
  UUID: 'uuid',
};

/**
 * Converts the type of a table's column from DuckDB to Trino. Timestamps have six digits, as in Iceberg tables, which
 * these tables are on AWS; null for types without a counterpart in Trino.
 *
 * @example
 * toTrinoType('TIMESTAMP_MS'); // { kind: 'timestamp', precision: 6 }
 */
export function toTrinoType(type: string): TrinoType | null {
  const word = type.toUpperCase();
  const kind = kinds[word];
  if (kind !== undefined) return simple(kind);
  if (word === 'VARCHAR') return varchar;
  if (word.endsWith('[]')) {
    const item = toTrinoType(word.slice(0, -2));
    return item === null ? null : { kind: 'array', item };
  }
  const decimal = /^DECIMAL\((\d+),\s*(\d+)\)$/.exec(word);
  if (decimal !== null) return { kind: 'decimal', precision: Number(decimal[1]), scale: Number(decimal[2]) };
  if (word === 'TIMESTAMP WITH TIME ZONE') return { kind: 'instant', precision: 6, zone: 'UTC' };
  if (word === 'TIME') return { kind: 'time', precision: 6 };
  return word.startsWith('TIMESTAMP') ? { kind: 'timestamp', precision: 6 } : null;
}
