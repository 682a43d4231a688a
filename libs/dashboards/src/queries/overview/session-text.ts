import { sql } from 'kysely';

const weekdays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** The name at a place, which counts from `first`. */
const nameAt = (place: ReturnType<typeof sql>, names: readonly string[], first: number) =>
  sql<string>`case ${place} ${sql.join(
    names.map((name, index) => sql`when ${sql.lit(index + first)} then ${sql.lit(name)}`),
    sql` `,
  )} end`;

/**
 * A trading date as people say it: `Fri 27 Nov`. 1 January 2024 was a Monday.
 *
 * @param date the name of a date column.
 * @example
 * db.selectFrom('ranked').select(dateText('trading_date').as('session'));
 */
export const dateText = (date: string) => {
  const column = sql.ref(date);
  const weekday = nameAt(sql`date_diff('day', date '2024-01-01', ${column}) % 7`, weekdays, 0);
  return sql<string>`${weekday} || ' ' || cast(day(${column}) as varchar) || ' ' || ${nameAt(sql`month(${column})`, months, 1)}`;
};

/** Minutes from midnight to the open of New York. */
const openMinutes = 570;

/**
 * The New York time of an hour, by its minutes since the open: `09:30`. The table `sessions` knows daylight saving time, so that no
 * time zone is computed here.
 *
 * @param minutes the name of a column.
 * @example
 * db.selectFrom('ranked').select(timeText('minutes_since_open').as('time'));
 */
export const timeText = (minutes: string) => {
  const sinceMidnight = sql`(${sql.ref(minutes)} + ${sql.lit(openMinutes)})`;
  const twoDigits = (number: ReturnType<typeof sql>) => sql`lpad(cast(${number} as varchar), 2, '0')`;
  return sql<string>`${twoDigits(sql`cast(floor(${sinceMidnight} / 60E0) as bigint)`)} || ':' || ${twoDigits(sql`${sinceMidnight} % 60`)}`;
};
