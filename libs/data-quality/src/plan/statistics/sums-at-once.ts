import { sql } from 'kysely';
import { always, type Predicate } from '../../sql/predicate.ts';
import type { MetricValues, Shortcut } from '../leaf-plan.ts';
import type { Metric, WholeSums } from '../metric.ts';
import type { Column, PlanContext } from '../plan-context.ts';
import { extentOf } from '../scan-metrics.ts';
import { type Wholes, wholesOf, wholesUpTo } from './exact-sums.ts';

/** Numbers by the names of their columns in sums. */
type Named<Value> = Readonly<Record<string, Value>>;

/** Sums that would need a first scan for the largest values. */
export interface ScaledSums {
  readonly filter: Predicate;
  readonly columns: Named<Column>;
  readonly sums: (wholes: Named<Wholes>) => Named<Metric>;
  /** The number of rows in which each column must have a finite value. */
  readonly rows: (values: MetricValues) => number;
  /** The values that the rule's metrics would have, given the number of finite values. */
  readonly values: (finite: number, largest: Named<number>) => MetricValues;
}

/**
 * The sums in the scan that would first look for the largest values: the statistics of files say how doubles are scaled, and the scan proves
 * it. `TRY_CAST` makes NULL of NaN, infinity and what is too large; where no value is lost, and the largest has the 62 bits that it
 * would be scaled to, every number is the same as after a first scan.
 *
 * @returns nothing for filtered rows, of which statistics know nothing.
 * @example
 * planAggregateRule({ .., ...sumsAtOnce({ columns: { x: column }, filter, sums, rows, values }, context) });
 */
export function sumsAtOnce(plan: ScaledSums, context: PlanContext): { readonly shortcut?: Shortcut } {
  if (plan.filter !== always) return {};
  const columns = Object.entries(plan.columns);
  return {
    shortcut: {
      statistics: Object.assign(
        {},
        ...columns.map(([name, column]) => (column.type === 'double' ? extentOf(name, column) : {})),
      ),
      scan: (statistics) => {
        const largest = mapNamed(plan.columns, ({ type }, name) =>
          type === 'double' ? largestIn(statistics, name) : 0,
        );
        if (Object.values(largest).some((value) => !Number.isFinite(value))) return null;
        const wholes = mapNamed(plan.columns, (column, name) =>
          column.type === 'double' ? wholesUpTo(column, largest[name] ?? 0, context) : wholesOf(column, [], 0, context),
        );
        return {
          sums: Object.assign(plan.sums(wholes), ...Object.entries(wholes).map(([name, one]) => proofOf(name, one))),
          prove: (values, sums) => {
            const rows = plan.rows(values);
            const isProved = columns.every(([name, { type }]) => isComplete(name, sums, rows, type === 'double'));
            return isProved ? { values: { ...values, ...plan.values(rows, largest) }, sums } : null;
          },
        };
      },
    },
  };
}

const mapNamed = <From, To>(named: Named<From>, map: (value: From, name: string) => To): Named<To> =>
  Object.fromEntries(Object.entries(named).map(([name, value]) => [name, map(value, name)]));

/** NaN, which is not finite, where nothing is known; a column of zeros is not worth a shortcut. */
function largestIn(statistics: MetricValues, name: string): number {
  const [least = null, most = null] = [statistics[`least${name}`], statistics[`most${name}`]];
  return least === null || most === null ? Number.NaN : Math.max(Math.abs(least), Math.abs(most)) || Number.NaN;
}

const proofOf = (name: string, { sql: whole }: Wholes): Named<Metric> => ({
  [`count.${name}`]: { expression: sql`CAST(COUNT(${whole}) AS VARCHAR)` },
  [`least.${name}`]: { expression: sql`CAST(MIN(${whole}) AS VARCHAR)` },
  [`most.${name}`]: { expression: sql`CAST(MAX(${whole}) AS VARCHAR)` },
});

const [bit62, bit61] = [2n ** 62n, 2n ** 61n];

/** No value was lost, and of doubles the largest is of the size that scaling makes of the largest. */
function isComplete(name: string, sums: WholeSums, rows: number, isScaled: boolean): boolean {
  const [count, least = 0n, most = 0n] = [sums[`count.${name}`], sums[`least.${name}`], sums[`most.${name}`]];
  const largest = -least > most ? -least : most;
  return count === BigInt(rows) && (!isScaled || (largest >= bit61 && largest < bit62));
}
