import { toDoubleText, toFloatText } from './java-double.ts';
import type { ValueType } from './value-type.ts';

/**
 * A value as both engines hand it over: integers exact, decimals, dates, times, intervals and JSON as the text that Trino prints,
 * binary as bytes, arrays and rows as lists, maps as a list of pairs.
 */
export type EngineValue = null | boolean | number | bigint | string | Uint8Array | readonly EngineValue[];

/**
 * A value as Athena prints it in a result; null for NULL. Nested values are Java's texts: `[1.0, 2.0]`, `{a=1, b=x}`, `{k=v}`, with
 * `null` for what is missing; binary is spaced hexadecimal, `48 69`.
 *
 * @example
 * toAthenaText([1, 'x'], parseValueType('row(a double, varchar)')); // '{a=1.0, field1=x}'
 */
export function toAthenaText(value: EngineValue, type: ValueType): string | null {
  if (value === null) return null;
  if (value instanceof Uint8Array) return Array.from(value, (byte) => byte.toString(16).padStart(2, '0')).join(' ');
  if (typeof value === 'object') return toNestedText(value, type);
  if (typeof value !== 'number') return String(value);
  return type.name === 'real' || type.name === 'float'
    ? toFloatText(value)
    : type.name === 'double'
      ? toDoubleText(value)
      : String(value);
}

function toNestedText(values: readonly EngineValue[], type: ValueType): string {
  const part = (index: number): ValueType => type.parts[index]?.type ?? unknownType;
  if (type.name === 'row') {
    return `{${values.map((value, index) => `${type.parts[index]?.name || `field${index}`}=${toAthenaText(value, part(index))}`).join(', ')}}`;
  }
  if (type.name === 'map') {
    const pairs = values.map((pair) =>
      Array.isArray(pair) ? `${toAthenaText(pair[0] ?? null, part(0))}=${toAthenaText(pair[1] ?? null, part(1))}` : '',
    );
    return `{${pairs.join(', ')}}`;
  }
  return `[${values.map((value) => String(toAthenaText(value, part(0)))).join(', ')}]`;
}

const unknownType: ValueType = { name: 'unknown', numbers: [], parts: [] };
