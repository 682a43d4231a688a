/** A result: columns with their names, and rows in their order. */
export interface LongFrame {
  readonly columns: readonly { readonly name: string; readonly type: string }[];
  readonly rows: readonly (readonly unknown[])[];
}

/** Series on shared times: what a time series panel draws. */
export interface WideFrame {
  /** Milliseconds since 1970, ascending and distinct. */
  readonly timesMs: readonly number[];
  readonly series: readonly WideSeries[];
}

/** One line. A null is a time at which other series have a value and this one has none. */
export interface WideSeries {
  /** The name of the value column. */
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly values: readonly (number | null)[];
}

/**
 * Turns rows of (time, labels, values) into series, as Grafana's Athena plugin does for format 0: text columns become
 * labels, numeric columns values, each distinct set of labels a series.
 *
 * @throws {RangeError} in Grafana's words when a time is missing, or the rows are not sorted by time.
 * @example
 * toSeries({ columns: [{ name: 'time', type: 'time' }, { name: 'ticker', type: 'string' }, { name: 'v', type: 'number' }], rows });
 */
export function toSeries(frame: LongFrame): WideFrame {
  const timeIndex = frame.columns.findIndex((column) => column.type === 'time');
  if (timeIndex < 0) throw new RangeError('The query has no time column: a time series needs one.');
  const indexesOf = (type: string): number[] => frame.columns.flatMap((column, index) => (column.type === type && index !== timeIndex ? [index] : []));
  const labelIndexes = indexesOf('string');
  const valueIndexes = indexesOf('number');
  const timesMs: number[] = [];
  const found = new Map<string, { name: string; labels: Record<string, string>; values: (number | null)[] }>();
  for (const row of frame.rows) {
    const at = row[timeIndex];
    if (typeof at !== 'number') throw new RangeError('unable to process the data to wide series because input has null time values');
    const last = timesMs.at(-1);
    if (last !== undefined && at < last) throw new RangeError('unable to process the data because it is not sorted in ascending order by time');
    if (at !== last) timesMs.push(at);
    const labels = Object.fromEntries(labelIndexes.map((index) => [frame.columns[index]?.name ?? '', String(row[index] ?? '')]));
    for (const index of valueIndexes) {
      const name = frame.columns[index]?.name ?? '';
      const key = JSON.stringify([name, labels]);
      let series = found.get(key);
      if (series === undefined) found.set(key, (series = { name, labels, values: [] }));
      series.values[timesMs.length - 1] = typeof row[index] === 'number' ? row[index] : null;
    }
  }
  const series = [...found.values()].map((one) => ({ ...one, values: Array.from(timesMs, (_, index) => one.values[index] ?? null) }));
  return { timesMs, series };
}
