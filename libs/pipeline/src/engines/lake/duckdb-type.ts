const words: Readonly<Record<string, string>> = {
  boolean: 'BOOLEAN',
  tinyint: 'TINYINT',
  smallint: 'SMALLINT',
  integer: 'INTEGER',
  int: 'INTEGER',
  bigint: 'BIGINT',
  real: 'FLOAT',
  float: 'FLOAT',
  double: 'DOUBLE',
  date: 'DATE',
  timestamp: 'TIMESTAMP',
  'timestamp with time zone': 'TIMESTAMP WITH TIME ZONE',
};

/**
 * DuckDB's name of a type of Athena or Trino. What DuckDB has no equal for, and a decimal whose digits are not known, is text.
 *
 * @example
 * toDuckDbType('timestamp(3) with time zone'); // 'TIMESTAMP WITH TIME ZONE'
 */
export function toDuckDbType(type: string): string {
  const decimal = /^decimal\((\d+),\s*(\d+)\)$/.exec(type);
  if (decimal !== null) return `DECIMAL(${decimal[1]},${decimal[2]})`;
  const word = type.replace(/\(\d+\)/, '').trim();
  return Object.hasOwn(words, word) ? (words[word] ?? 'VARCHAR') : 'VARCHAR';
}
