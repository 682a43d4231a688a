/**
 * What `JSON.stringify` would lose, as text: whole numbers beyond 2^53, NaN and the infinities (which it writes as null). A
 * replacer for it.
 *
 * @example
 * JSON.stringify({ observed: Number.NaN }, toJsonValue); // '{"observed":"NaN"}'
 */
export function toJsonValue(_key: string, value: unknown): unknown {
  if (typeof value === 'bigint') return value.toString();
  return typeof value === 'number' && !Number.isFinite(value) ? String(value) : value;
}
