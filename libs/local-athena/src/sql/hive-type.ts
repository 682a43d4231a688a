import { RefusedStatement } from './refused-statement.ts';
import { quoteName } from './table-name.ts';
import { createTokenReader, type TokenReader } from './token-reader.ts';

/** The kind of table of a column; they differ in the precision of times. */
export type TableFormat = 'hive' | 'iceberg';

const plainTypes: Readonly<Record<string, string>> = {
  string: 'varchar',
  int: 'integer',
  integer: 'integer',
  bigint: 'bigint',
  smallint: 'smallint',
  tinyint: 'tinyint',
  float: 'real',
  double: 'double',
  boolean: 'boolean',
  date: 'date',
  binary: 'varbinary',
  varchar: 'varchar',
  char: 'char',
  decimal: 'decimal',
};

/** Not in Iceberg tables on Athena. Source: Athena user guide, "Supported data types for Iceberg tables". */
const notInIceberg = new Set(['smallint', 'tinyint', 'char']);

/**
 * Converts a Hive type, as in Athena's DDL, to Trino's.
 *
 * @throws {RefusedStatement} for a type that Athena does not support in such a table.
 * @example
 * toTrinoType('array<struct<at:timestamp,n:int>>', 'iceberg'); // 'array(row("at" timestamp(6), "n" integer))'
 */
export function toTrinoType(hiveType: string, format: TableFormat): string {
  const reader = createTokenReader(hiveType);
  const type = readType(reader, format);
  reader.end();
  return type;
}

function readType(reader: TokenReader, format: TableFormat): string {
  const word = reader.name();
  if (word === 'timestamp') return format === 'iceberg' ? 'timestamp(6)' : 'timestamp(3)';
  if (word === 'array') return `array(${inAngles(reader, () => readType(reader, format))})`;
  if (word === 'map') {
    return `map(${inAngles(reader, () => {
      const key = readType(reader, format);
      reader.need(',');
      return `${key}, ${readType(reader, format)}`;
    })})`;
  }
  if (word === 'struct') return `row(${inAngles(reader, () => readFields(reader, format))})`;
  const type = Object.hasOwn(plainTypes, word) ? plainTypes[word] : undefined;
  if (type === undefined || (format === 'iceberg' && notInIceberg.has(word)))
    throw new RefusedStatement(
      `Type ${word} is not supported in ${format === 'iceberg' ? 'an Iceberg' : 'a Hive'} table.`,
    );
  return `${type}${readLength(reader)}`;
}

function readFields(reader: TokenReader, format: TableFormat): string {
  const fields: string[] = [];
  do {
    const name = reader.name();
    reader.need(':');
    fields.push(`${quoteName(name)} ${readType(reader, format)}`);
  } while (reader.take(','));
  return fields.join(', ');
}

function inAngles(reader: TokenReader, read: () => string): string {
  reader.need('<');
  const inner = read();
  reader.need('>');
  return inner;
}

function readLength(reader: TokenReader): string {
  if (!reader.take('(')) return '';
  const numbers = [reader.number()];
  while (reader.take(',')) numbers.push(reader.number());
  reader.need(')');
  return `(${numbers.join(',')})`;
}
