import type { FillMode, LongFrame, WideFrame } from './frame.ts';

interface Series {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly isTime: boolean;
  readonly values: (number | null)[];
}

/**
 * Turns rows of (time, labels, values) into series, as Grafana's Athena plugin does for format 0: the first time column is the
 * time; text and boolean columns become labels; numbers and other times are values; each distinct set of labels is a series.
 * Series are ordered by name, then by labels. Without a label column, rows stay as they are. Gaps at times when only other
 * series have a row are filled by `fill`; no new times are added.
 *
 * @throws {RangeError} with Grafana's message if rows with labels have no time or are not sorted by time; and if the time
 * column is missing, or a row without labels has no time, because no panel can draw it.
 * @example
 * toSeries({ columns: [{ name: 'time', type: 'time' }, { name: 'ticker', type: 'string' }, { name: 'v', type:
 * 'number' }], rows });
 */
export function toSeries(frame: LongFrame, fill: FillMode = { mode: 1 }): WideFrame {
  if (frame.rows.length === 0) return { timesMs: [], series: [] };
  const timeIndex = frame.columns.findIndex((column) => column.type === 'time');
  if (timeIndex < 0) throw new RangeError('The query has no time column; a time series needs one.');
  const others = frame.columns
    .map((column, index) => ({ ...column, index }))
    .filter(({ index }) => index !== timeIndex);
  const labels = others.filter(({ type }) => type === 'string' || type === 'boolean');
  const values = others.filter(({ type }) => type !== 'string' && type !== 'boolean');
  if (labels.length === 0) return asTheyAre(frame, timeIndex, values);

  const timesMs: number[] = [];
  const found = new Map<string, Series[]>();
  const all: Series[] = [];
  const fillUntil = (series: Series, length: number): void => {
    while (series.values.length < length) series.values.push(filling(series, fill));
  };
  const [first, ...further] = labels;
  const keyOf = (row: LongFrame['rows'][number]): string =>
    first !== undefined && further.length === 0
      ? labelText(row[first.index], first.type)
      : JSON.stringify(labels.map(({ index, type }) => labelText(row[index], type)));
  for (const row of frame.rows) {
    const at = row[timeIndex];
    if (typeof at !== 'number') throw new RangeError(nullTimes);
    const last = timesMs.at(-1) ?? Number.NEGATIVE_INFINITY;
    if (at < last) throw new RangeError(unsorted);
    if (at > last) timesMs.push(at);
    const key = keyOf(row);
    let group = found.get(key);
    if (group === undefined) {
      group = values.map(({ name, type }): Series => {
        const own = Object.fromEntries(labels.map((label) => [label.name, labelText(row[label.index], label.type)]));
        return { name, labels: own, isTime: type === 'time', values: [] };
      });
      found.set(key, group);
      all.push(...group);
    }
    group.forEach((series, at) => {
      fillUntil(series, timesMs.length - 1);
      series.values[timesMs.length - 1] = toNumber(row[values[at]?.index ?? -1]);
    });
  }
  for (const series of all) fillUntil(series, timesMs.length);
  const keys = labels.map(({ name }) => name);
  const series = all.sort(
    (a, b) => compare(a.name, b.name) || keys.reduce((order, key) => order || compare(a.labels[key], b.labels[key]), 0),
  );
  return {
    timesMs,
    series: series.map(({ name, labels: own, values: column }) => ({ name, labels: own, values: column })),
  };
}

const nullTimes =
  'unable to process the data to wide series because input has null time values, make sure all time values are not null';
const unsorted =
  'unable to process the data because it is not sorted in ascending order by time, please updated your query to sort the data by time if possible';

function asTheyAre(
  frame: LongFrame,
  timeIndex: number,
  values: readonly { readonly name: string; readonly index: number }[],
): WideFrame {
  const timesMs = frame.rows.map((row) => {
    const at = row[timeIndex];
    if (typeof at !== 'number')
      throw new RangeError('A row has no time, so it cannot be drawn: exclude such rows with "where ... is not null".');
    return at;
  });
  return {
    timesMs,
    series: values.map(({ name, index }) => ({
      name,
      labels: {},
      values: frame.rows.map((row) => toNumber(row[index])),
    })),
  };
}

/** A fill value is a number, so it cannot fill a time. */
function filling(series: Pick<Series, 'isTime' | 'values'>, fill: FillMode): number | null {
  if (fill.mode === 0) return series.values.at(-1) ?? null;
  return fill.mode === 2 && !series.isTime ? (fill.value ?? 0) : null;
}

/** As a label, NULL is the empty text, or false for a boolean. */
function labelText(value: unknown, type: string): string {
  if (value === null || value === undefined) return type === 'boolean' ? 'false' : '';
  return String(value);
}

function toNumber(value: unknown): number | null {
  return typeof value === 'number' ? value : typeof value === 'bigint' ? Number(value) : null;
}

function compare(a: string | undefined, b: string | undefined): number {
  return (a ?? '') < (b ?? '') ? -1 : (a ?? '') > (b ?? '') ? 1 : 0;
}
