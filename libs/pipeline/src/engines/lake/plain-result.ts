/**
 * A plain value of a lake's engine for people and for JSON, as `toResultValue` gives it of DuckDB's: instants are ISO 8601 with `Z`,
 * timestamps whose zone is unknown have none, bytes are hexadecimal.
 *
 * @param type as DuckDB names it.
 * @param isInstant whether a timestamp without a zone is known to be UTC.
 * @example
 * toPlainResult(new Date(0), 'TIMESTAMP', true); // '1970-01-01T00:00:00.000Z'
 * toPlainResult(new Date(0), 'TIMESTAMP', false); // '1970-01-01 00:00:00'
 */
export function toPlainResult(value: unknown, type: string, isInstant: boolean): unknown {
  if (value instanceof Uint8Array) return Buffer.from(value).toString('hex');
  if (!(value instanceof Date)) return value;
  const text = value.toISOString();
  if (isInstant || type.endsWith('WITH TIME ZONE')) return text;
  // Three digits of a second, without the zeros at the end.
  return text
    .slice(0, -1)
    .replace('T', ' ')
    .replace(/\.?0+$/, '');
}
