import { parseValueType, type ValueType } from './value-type.ts';

/** A column of a result, as `GetQueryResults` describes it. */
export interface ColumnInfo {
  readonly CatalogName: 'hive';
  readonly SchemaName: '';
  readonly TableName: '';
  readonly Name: string;
  readonly Label: string;
  readonly Type: string;
  readonly Precision: number;
  readonly Scale: number;
  readonly Nullable: 'UNKNOWN';
  readonly CaseSensitive: boolean;
}

/** Default precision by type: digits for numbers, characters for text. */
const precisions: Readonly<Record<string, number>> = {
  tinyint: 3,
  smallint: 5,
  integer: 10,
  bigint: 19,
  float: 17,
  double: 17,
  varchar: 2_147_483_647,
  varbinary: 1_073_741_824,
  time: 3,
  timestamp: 3,
  'timestamp with time zone': 3,
  'time with time zone': 3,
};

/**
 * Describes a column as Athena does: `real` is `float`, lengths and precisions are separate from the type name.
 *
 * @example
 * toColumnInfo('price', 'decimal(10,2)').Precision; // 10, with Scale 2 and Type 'decimal'
 */
export function toColumnInfo(name: string, type: string): ColumnInfo {
  const parsed = parseValueType(type);
  const word = parsed.name === 'real' ? 'float' : parsed.name === 'unknown' ? 'unknown' : parsed.name;
  return {
    CatalogName: 'hive',
    SchemaName: '',
    TableName: '',
    Name: name,
    Label: name,
    Type: word,
    Precision: precisionOf(word, parsed),
    Scale: word === 'decimal' ? (parsed.numbers[1] ?? 0) : 0,
    Nullable: 'UNKNOWN',
    CaseSensitive: ['varchar', 'char', 'json'].includes(word),
  };
}

function precisionOf(word: string, { numbers: [first] }: ValueType): number {
  if (
    first !== undefined &&
    ['decimal', 'varchar', 'char', 'timestamp', 'timestamp with time zone', 'time'].includes(word)
  )
    return first;
  return precisions[word] ?? 0;
}
