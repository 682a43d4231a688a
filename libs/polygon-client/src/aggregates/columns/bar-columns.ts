import type { AggregateBar } from '../../bars/aggregate-bar.ts';
import type { BarList } from '../../bars/bar-list.ts';

/** One number per bar, at the bar's index. Units as in `AggregateBar`. */
export interface BarNumbers {
  /** Start of the window, in Unix ms. */
  readonly t: Float64Array;
  readonly o: Float64Array;
  readonly h: Float64Array;
  readonly l: Float64Array;
  readonly c: Float64Array;
  /** NaN where the bar has no volume, as bars of indices. */
  readonly v: Float64Array;
  /** NaN where the bar has none. */
  readonly vw: Float64Array;
  /** NaN where the bar has none. */
  readonly n: Float64Array;
}

/** Bars as one array per field; bars as objects are made when they are asked for. */
export interface BarColumns extends BarNumbers, BarList<BarColumns>, Iterable<AggregateBar> {}

/** The columns, in the order of their storage. */
export const columnNames = ['t', 'o', 'h', 'l', 'c', 'v', 'vw', 'n'] as const;

/**
 * Columns with access to bars.
 *
 * @param toBar makes the bar at an index; by default from the columns.
 * @example
 * createBarColumns(numbers).at(-1)?.c; // the last close
 */
export function createBarColumns(
  numbers: BarNumbers,
  toBar: (index: number) => AggregateBar = (index) => barOf(numbers, index),
): BarColumns {
  const { t, o, h, l, c, v, vw, n } = numbers;
  const { length } = t;
  return {
    t,
    o,
    h,
    l,
    c,
    v,
    vw,
    n,
    length,
    at(index) {
      const place = index < 0 ? length + index : index;
      return place >= 0 && place < length ? toBar(place) : undefined;
    },
    slice(start, end) {
      const part = (column: Float64Array): Float64Array => column.subarray(start, end);
      return createBarColumns(
        { t: part(t), o: part(o), h: part(h), l: part(l), c: part(c), v: part(v), vw: part(vw), n: part(n) },
        (index) => toBar(start + index),
      );
    },
    *[Symbol.iterator]() {
      for (let index = 0; index < length; index += 1) yield toBar(index);
    },
  };
}

/**
 * Columns of bars that are objects already, for answers that the scanner leaves to `JSON.parse`; `at` gives these objects.
 *
 * @example
 * toBarColumns(answer.bars).c[0]; // the first close
 */
export function toBarColumns(bars: readonly AggregateBar[]): BarColumns {
  const column = (read: (bar: AggregateBar) => number | undefined): Float64Array =>
    Float64Array.from(bars, (bar) => read(bar) ?? Number.NaN);
  return createBarColumns(
    {
      t: column(({ t }) => t),
      o: column(({ o }) => o),
      h: column(({ h }) => h),
      l: column(({ l }) => l),
      c: column(({ c }) => c),
      v: column(({ v }) => v),
      vw: column(({ vw }) => vw),
      n: column(({ n }) => n),
    },
    (index) => bars[index] ?? missing(index),
  );
}

function barOf({ t, o, h, l, c, v, vw, n }: BarNumbers, index: number): AggregateBar {
  const volume = numberAt(v, index);
  const average = numberAt(vw, index);
  const trades = numberAt(n, index);
  const prices = { o: numberAt(o, index), c: numberAt(c, index), h: numberAt(h, index), l: numberAt(l, index) };
  const startMs = numberAt(t, index);
  if (volume === volume && average === average && trades === trades)
    return { v: volume, vw: average, o: prices.o, c: prices.c, h: prices.h, l: prices.l, t: startMs, n: trades };
  return {
    ...(Number.isNaN(volume) ? {} : { v: volume }),
    ...(Number.isNaN(average) ? {} : { vw: average }),
    ...prices,
    t: startMs,
    ...(Number.isNaN(trades) ? {} : { n: trades }),
  };
}

const numberAt = (column: Float64Array, index: number): number => column[index] ?? Number.NaN;

const missing = (index: number): never => {
  throw new RangeError(`There is no bar at ${index}.`);
};
