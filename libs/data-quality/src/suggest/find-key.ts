import type { KeySet } from '../plan/leaf-plan.ts';
import type { QueryRunner } from '../run/query-runner.ts';
import { countKeys, keyOf } from '../run/keys/read-keys.ts';
import { columnOf } from '../sql/names.ts';
import { always } from '../sql/predicate.ts';
import type { ColumnProfile, TableProfile } from './table-profile.ts';

/** Most sets of columns in one pass. */
const mostSets = 20;
/** In fewer rows, measured numbers are often all different by chance. */
const leastRows = 100;

/**
 * The columns that identify a row: the known ones where they do, otherwise the fewest that do. Names, dates and whole numbers called `id`
 * come before other whole numbers, which are a key by chance more often than not.
 *
 * @example
 * await findKey(runner, 'hourly', { rows: 4914, columns }); // ['ticker', 'bar_start']
 */
export async function findKey(
  runner: QueryRunner,
  dataset: string,
  { rows, columns, known }: Pick<TableProfile, 'rows' | 'columns'> & { readonly known?: readonly string[] },
): Promise<readonly string[] | null> {
  // A part of the key is often one by chance: the time of a bar, as long as there is one ticker.
  const isComplete = known?.every((name) => columns.some((column) => column.name === name && column.values === rows));
  if (rows > 0 && known !== undefined && isComplete === true) {
    const found = await firstUnique(runner, dataset, { rows, sets: [known] });
    if (found !== null) return found;
  }
  if (rows < 2) return null;
  const complete = columns.filter(({ distinct, values }) => distinct !== null && distinct > 1 && values === rows);
  const names = complete.filter((column) => !isMeasure(column));
  const single = names.find(({ distinct }) => distinct === rows);
  if (single !== undefined) return [single.name];
  for (const size of [2, 3]) {
    const found = await firstUnique(runner, dataset, { rows, sets: setsOf(names, size, rows) });
    if (found !== null) return found;
  }
  const number = rows < leastRows ? undefined : complete.find(({ distinct }) => distinct === rows);
  return number === undefined ? null : [number.name];
}

const isMeasure = ({ numbers, name }: ColumnProfile): boolean => numbers !== null && !/(^|_)id$/i.test(name);

/** The sets of `size` columns with enough combinations of values for all rows, in the order of the columns. */
function setsOf(columns: readonly ColumnProfile[], size: number, rows: number): readonly (readonly string[])[] {
  const grow = (sets: readonly (readonly ColumnProfile[])[]): readonly (readonly ColumnProfile[])[] =>
    sets.flatMap((set) =>
      columns.slice(columns.findIndex((column) => column === set.at(-1)) + 1).map((next) => [...set, next]),
    );
  let sets: readonly (readonly ColumnProfile[])[] = columns.map((column) => [column]);
  for (let length = 1; length < size; length += 1) sets = grow(sets);
  return sets
    .filter((set) => set.reduce((product, { distinct }) => product * (distinct ?? 1), 1) >= rows)
    .slice(0, mostSets)
    .map((set) => set.map(({ name }) => name));
}

async function firstUnique(
  runner: QueryRunner,
  dataset: string,
  { rows, sets }: { readonly rows: number; readonly sets: readonly (readonly string[])[] },
): Promise<readonly string[] | null> {
  if (sets.length === 0) return null;
  const keys = sets.map((names): KeySet => ({
    columns: names.map((name) => ({ name, type: 'string', sql: columnOf(name) })),
    filter: always,
    when: 'always',
  }));
  const readings = await countKeys(runner, dataset, keys);
  const index = keys.findIndex((key) => {
    const reading = readings.get(keyOf(key, runner));
    return reading !== undefined && 'singles' in reading && reading.singles === rows;
  });
  return sets[index] ?? null;
}
