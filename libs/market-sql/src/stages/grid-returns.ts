import { slotMs } from '@tickerlake/record-schema';
import { gridMs } from '@tickerlake/volatility';
import { type Expression, sql } from 'kysely';
import { intDiv, maxBy, msOfTimestamp } from '@tickerlake/athena-sql';

const steps = slotMs / gridMs;
const numbers = Array.from({ length: steps }, (_, index) => index + 1);

/**
 * In a grouping by half hour and bar length: the closes of the bars that end on the grid points, `grid_1` to `grid_6`; NULL
 * where there is none. As cheap as a maximum, for one bar at most ends there; `lateGridCloses` finds the rest.
 *
 * Shows: `max(case when <ms of bar_start> % 1800000 = 300000 - "bar_ms" then "close" end) as "grid_1"`
 *
 * @example
 * eb => gridCloses(eb.ref('close'), eb.ref('bar_start'), eb.ref('bar_ms'))
 */
export function gridCloses(close: Expression<number>, barStart: Expression<Date>, barMs: Expression<bigint>) {
  const ms = sql`${msOfTimestamp(barStart)} % ${sql.lit(slotMs)}`;
  return numbers.map((k) =>
    sql<number | null>`max(case when ${ms} = ${sql.lit(k * gridMs)} - ${barMs} then ${close} end)`.as(
      `grid_${k}` as 'grid_1',
    ),
  );
}

/**
 * In the same grouping: the last close of each five minutes, for half hours in which a bar is missing on a grid point. Bars
 * start on multiples of their length, so a bar that starts in five minutes ends in them.
 *
 * Shows: `max_by("close", case when <five minutes of bar_start> % 6 = 0 then "bar_start" end) as "late_1"`
 *
 * @example
 * eb => lateGridCloses(eb.ref('close'), eb.ref('bar_start'))
 */
export function lateGridCloses(close: Expression<number>, barStart: Expression<Date>) {
  const step = sql`${intDiv(msOfTimestamp(barStart), sql.lit(gridMs))} % ${sql.lit(steps)}`;
  return numbers.map((k) =>
    maxBy<number | null>(close, sql`case when ${step} = ${sql.lit(k - 1)} then ${barStart} end`).as(
      `late_${k}` as 'late_1',
    ),
  );
}

/**
 * Whether a half hour lacks a bar on a grid point.
 *
 * @example
 * query.where(lacksGridClose())
 */
export const lacksGridClose = () => sql<boolean>`(${sql.raw(numbers.map((k) => `grid_${k} is null`).join(' or '))})`;

/**
 * The six log returns of a half hour, `return_1` to `return_6`: from the close before it (`before`) or, where its session
 * begins, from its open. A missing price repeats the last one; without positive, finite prices there is no return.
 *
 * Shows: `case when before > 0 and grid_1 > 0 ... then ln(coalesce(grid_1, before) / before) end as "return_1"`
 *
 * @example
 * eb => gridReturns()
 */
export function gridReturns() {
  const price = (k: number) =>
    sql.raw(
      `coalesce(${[
        ...numbers
          .slice(0, k)
          .reverse()
          .flatMap((step) => [`grid_${step}`, `late_${step}`]),
        'before',
        'open',
      ].join(', ')})`,
    );
  const isPrice = (k: number) => sql`${price(k)} > 0E0 and ${price(k)} <= 1.7976931348623157E308`;
  return numbers.map((k) =>
    sql<number | null>`case when ${isPrice(k - 1)} and ${isPrice(k)} then ln(${price(k)} / ${price(k - 1)}) end`.as(
      `return_${k}` as 'return_1',
    ),
  );
}

/**
 * The realized variance of a half hour: the squares of its returns, added in order.
 *
 * @example
 * realizedVariance().as('realized_var')
 */
export function realizedVariance() {
  return sql<number | null>`${sql.raw(numbers.map((k) => `return_${k} * return_${k}`).join(' + '))}`;
}

/**
 * The bipower variation of a half hour; the product across its first edge is its own (`return_0` is the return before it).
 *
 * @example
 * bipowerVariation().as('bipower_var')
 */
export function bipowerVariation() {
  return sql<
    number | null
  >`pi() / 2E0 * (${sql.raw(numbers.map((k) => `abs(return_${k}) * abs(return_${k - 1})`).join(' + '))})`;
}

/**
 * Whether bars of this length are on the five-minute grid.
 *
 * @example
 * isOnGrid(eb.ref('bar_ms'))
 */
export const isOnGrid = (barMs: Expression<bigint>) =>
  sql<boolean>`${barMs} <= ${sql.lit(gridMs)} and ${sql.lit(gridMs)} % ${barMs} = 0`;
