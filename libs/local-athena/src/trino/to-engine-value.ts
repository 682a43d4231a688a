import type { TrinoRawValue, TrinoType } from '@tickerlake/athena-sql';
import type { EngineValue } from '../values/athena-text.ts';

const floats = new Set(['double', 'real']);

/**
 * A value of Trino's JSON, its numbers as text, as both engines hand it over: floats as numbers, binary as bytes, maps as pairs; the
 * rest is Trino's text already.
 *
 * @example
 * toEngineValue('1.5E10', { name: 'double', numbers: [], parts: [] }); // 15000000000
 */
export function toEngineValue(value: TrinoRawValue, type: TrinoType | undefined): EngineValue {
  if (value === null || typeof value === 'boolean') return value;
  if (typeof value === 'string') return toScalar(value, type?.name ?? 'varchar');
  const part = (index: number): TrinoType | undefined => type?.parts[index]?.type;
  if (!isList(value))
    return Object.entries(value).map(([key, item]) => [toEngineValue(key, part(0)), toEngineValue(item, part(1))]);
  return value.map((item, index) => toEngineValue(item, type?.name === 'row' ? part(index) : part(0)));
}

function toScalar(text: string, type: string): EngineValue {
  if (floats.has(type)) return Number(text);
  return type === 'varbinary' ? new Uint8Array(Buffer.from(text, 'base64')) : text;
}

function isList(
  value: readonly TrinoRawValue[] | { readonly [key: string]: TrinoRawValue },
): value is readonly TrinoRawValue[] {
  return Array.isArray(value);
}
