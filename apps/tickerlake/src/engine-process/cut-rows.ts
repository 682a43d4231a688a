/** A message between the processes holds about so much; one row may be longer. */
const messageChars = 4_194_304;
/** Athena's own limit on a row of a result, in bytes. Source: Athena user guide, "Service Quotas". */
const rowChars = 33_554_432;

/**
 * A page of rows in pieces that are small enough to send: the process that gets them must not run out of memory on one message.
 *
 * @throws {RangeError} for a row that is larger than Athena's own limit.
 * @example
 * for (const rows of cutRows(page.rows)) send({ ...page, rows });
 */
export function* cutRows<Row extends readonly unknown[]>(
  rows: readonly Row[],
): Generator<readonly Row[], void, undefined> {
  let start = 0;
  let chars = 0;
  for (const [index, row] of rows.entries()) {
    const size = row.reduce((sum: number, value) => sum + sizeOf(value), 0);
    if (size > rowChars)
      throw new RangeError(`A row of the result is larger than ${rowChars} bytes: ask for fewer or shorter columns.`);
    if (chars > 0 && chars + size > messageChars) {
      yield rows.slice(start, index);
      [start, chars] = [index, 0];
    }
    chars += size;
  }
  yield rows.slice(start);
}

/** About how many characters a value takes. */
function sizeOf(value: unknown): number {
  if (typeof value === 'string') return value.length;
  if (value instanceof Uint8Array) return value.length * 3;
  if (Array.isArray(value)) return value.reduce((sum: number, item) => sum + sizeOf(item), 8);
  if (typeof value === 'object' && value !== null)
    return Object.values(value).reduce((sum: number, item) => sum + sizeOf(item), 8);
  return 8;
}
