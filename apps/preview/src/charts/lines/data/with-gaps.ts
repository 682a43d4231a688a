/** Columns over times; `null` breaks a line, `undefined` is passed over. */
export interface Columns {
  readonly timesMs: readonly number[];
  readonly columns: readonly (readonly (number | null | undefined)[])[];
}

/**
 * Grafana's `spanNulls` in ms: each line joins its own values that are no further apart, also across times that only others have, and
 * breaks where they are: the night is not a slow hour. 0 leaves every null a break.
 *
 * @example
 * withGaps([0, 9], [[1, 2]], 5); // { timesMs: [0, 1, 9], columns: [[1, null, 2]] }
 */
export function withGaps(
  timesMs: readonly number[],
  columns: readonly (readonly (number | null)[])[],
  bridgedMs: number,
): Columns {
  if (bridgedMs <= 0) return { timesMs, columns };
  const isFar = (from: number, to: number): boolean => (timesMs[to] ?? 0) - (timesMs[from] ?? 0) > bridgedMs;
  // A break between two distant consecutive values needs a separate time.
  const breaks = new Set<number>();
  const joined = columns.map((column) => {
    const own: (number | null | undefined)[] = [...column];
    let from = -1;
    column.forEach((value, to) => {
      if (value === null) return;
      if (from >= 0 && !isFar(from, to)) own.fill(undefined, from + 1, to);
      else if (from >= 0 && to === from + 1) breaks.add(from);
      from = to;
    });
    return own;
  });
  const at = timesMs.flatMap((_, index) =>
    breaks.has(index)
      ? [
          { index, isBreak: false },
          { index, isBreak: true },
        ]
      : [{ index, isBreak: false }],
  );
  return {
    timesMs: at.map(({ index, isBreak }) => (timesMs[index] ?? 0) + (isBreak ? 1 : 0)),
    columns: joined.map((column, which) =>
      at.map(({ index, isBreak }) => (isBreak ? inBreak(columns[which] ?? [], index, isFar) : column[index])),
    ),
  };
}

/** What a line has where another one breaks: a break, unless its own values on both sides are near each other. */
function inBreak(
  column: readonly (number | null)[],
  index: number,
  isFar: (from: number, to: number) => boolean,
): null | undefined {
  let [from, to] = [index, index + 1];
  while (from > 0 && column[from] === null) from -= 1;
  while (to < column.length - 1 && column[to] === null) to += 1;
  return column[from] === null || column[to] === null || column[to] === undefined || isFar(from, to) ? null : undefined;
}
