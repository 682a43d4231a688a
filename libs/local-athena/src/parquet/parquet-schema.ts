import type { SchemaElement } from 'hyparquet-writer';
import { EngineFailure } from '../engine/engine-failure.ts';
import type { ValueType } from '../values/value-type.ts';

/** Physical and logical types of the scalars that have them whatever their precision. */
const scalars: Readonly<Record<string, Omit<SchemaElement, 'name'>>> = {
  boolean: { type: 'BOOLEAN' },
  tinyint: { type: 'INT32', converted_type: 'INT_8' },
  smallint: { type: 'INT32', converted_type: 'INT_16' },
  integer: { type: 'INT32' },
  bigint: { type: 'INT64' },
  real: { type: 'FLOAT' },
  double: { type: 'DOUBLE' },
  varchar: { type: 'BYTE_ARRAY', converted_type: 'UTF8' },
  char: { type: 'BYTE_ARRAY', converted_type: 'UTF8' },
  varbinary: { type: 'BYTE_ARRAY' },
  date: { type: 'INT32', converted_type: 'DATE' },
};

/**
 * The elements of a Parquet schema for a column: one for a scalar, more for an array, map or row. Timestamps without a
 * zone are local ones, in milliseconds up to three digits, else in microseconds.
 *
 * @throws {EngineFailure} for a type that Hive lacks, as Athena refuses to UNLOAD it.
 * @example
 * toSchemaElements('n', parseValueType('bigint')); // [{ name: 'n', repetition_type: 'OPTIONAL', type: 'INT64' }]
 */
export function toSchemaElements(
  name: string,
  type: ValueType,
  repetition: SchemaElement['repetition_type'] = 'OPTIONAL',
): SchemaElement[] {
  const element = { name, repetition_type: repetition };
  const part = (index: number): ValueType => type.parts[index]?.type ?? unknownType;
  switch (type.name) {
    case 'array':
      return [
        { ...element, converted_type: 'LIST', num_children: 1 },
        { name: 'list', repetition_type: 'REPEATED', num_children: 1 },
        ...toSchemaElements('element', part(0)),
      ];
    case 'map':
      return [
        { ...element, converted_type: 'MAP', num_children: 1 },
        { name: 'key_value', repetition_type: 'REPEATED', num_children: 2 },
        ...toSchemaElements('key', part(0), 'REQUIRED'),
        ...toSchemaElements('value', part(1)),
      ];
    case 'row':
      return [
        { ...element, num_children: type.parts.length },
        ...type.parts.flatMap((field, index) => toSchemaElements(fieldName(field.name, index), field.type)),
      ];
    case 'decimal':
      return [{ ...element, ...decimalElement(type) }];
    case 'timestamp': {
      const unit = (type.numbers[0] ?? 3) <= 3 ? 'MILLIS' : 'MICROS';
      return [{ ...element, type: 'INT64', logical_type: { type: 'TIMESTAMP', isAdjustedToUTC: false, unit } }];
    }
    default: {
      const scalar = Object.hasOwn(scalars, type.name) ? scalars[type.name] : undefined;
      if (scalar === undefined)
        throw new EngineFailure(
          'NOT_SUPPORTED',
          'USER_ERROR',
          `Unsupported Hive type: ${type.name}. Cast column ${name}, to timestamp(3) or varchar for example`,
        );
      return [{ ...element, ...scalar }];
    }
  }
}

/**
 * A row's field as files name it.
 *
 * @example
 * fieldName(null, 1); // 'field1'
 */
export const fieldName = (name: string | null, index: number): string => name ?? `field${index}`;

const unknownType: ValueType = { name: 'unknown', numbers: [], parts: [] };

function decimalElement({ numbers: [precision = 38, scale = 0] }: ValueType): Omit<SchemaElement, 'name'> {
  const digits = { converted_type: 'DECIMAL', precision, scale } as const;
  if (precision <= 9) return { ...digits, type: 'INT32' };
  if (precision <= 18) return { ...digits, type: 'INT64' };
  return { ...digits, type: 'FIXED_LEN_BYTE_ARRAY', type_length: 16 };
}
