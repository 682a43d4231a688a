import { sql } from 'kysely';

/**
 * The exact median of values that are numbered in their order: the mean of the one or two in the middle. Plain SQL, so that
 * a panel's text gives the same on Athena and on a laptop; the engines' own medians are spelt differently, or approximate.
 *
 * Shows: `avg(case when 2 * "place" between "n" and "n" + 2 then "m" end)`
 *
 * @param value the column; its rows have `place`, from 1, and `n`, how many there are.
 * @example
 * const middle = placedMedian('m').as('median');
 */
export const placedMedian = (value: string) =>
  sql<number>`avg(case when 2 * place between n and n + 2 then ${sql.ref(value)} end)`;

/**
 * The value below which a share of numbered values is, linear between neighbours (Hyndman and Fan's type 7).
 *
 * Shows: `sum("m" * greatest(0E0, 1E0 - abs("place" - 1 - 0.9E0 * ("n" - 1))))`
 *
 * @param value the column; its rows have `place` and `n` as for `placedMedian`, and are in one group.
 * @param share from 0 to 1.
 * @example
 * const high = placedQuantile('m', 0.9).as('p90');
 */
export const placedQuantile = (value: string, share: number) =>
  sql<number>`sum(${sql.ref(value)} * greatest(0E0, 1E0 - abs(place - 1 - ${sql.raw(`${share}E0`)} * (n - 1))))`;

/**
 * `place` and `n` of a value within what is grouped, for `placedMedian` and `placedQuantile`.
 *
 * @example
 * db.selectFrom('hours').select('m').select(placesOf('m', 'bar_start'))
 */
export function placesOf(value: string, ...groups: readonly string[]) {
  const partition = sql.join(groups.map((group) => sql.ref(group)));
  return [
    sql<number>`row_number() over (partition by ${partition} order by ${sql.ref(value)})`.as('place'),
    sql<number>`count(*) over (partition by ${partition})`.as('n'),
  ] as const;
}
