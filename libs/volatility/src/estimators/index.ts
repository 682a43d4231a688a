import type { BarEstimator } from './bar-estimator.ts';
import { garmanKlass } from './garman-klass.ts';
import { logRange } from './log-range.ts';
import { parkinson } from './parkinson.ts';
import { hourlyRange } from './range.ts';
import { rangePct } from './range-pct.ts';
import { rogersSatchell } from './rogers-satchell.ts';

/**
 * The measures of both hours and sessions. To add one, add a file and an entry here: both tables, their docs, the
 * staging
 * SQL and the tests that compare SQL with TypeScript are derived.
 *
 * @example
 * const names = relativeEstimators.map((estimator) => estimator.name); // ['range_pct', 'log_range', 'pk', 'gk', 'rs']
 */
export const relativeEstimators = [
  rangePct,
  logRange,
  parkinson,
  garmanKlass,
  rogersSatchell,
] as const satisfies readonly BarEstimator[];

/**
 * Every measure of one hour: the dollar range under its established name, and the relative measures.
 *
 * @example
 * const names = barEstimators.map((estimator) => estimator.name); // ['hourly_var', 'range_pct', 'log_range', 'pk', 'gk', 'rs']
 */
export const barEstimators = [hourlyRange, ...relativeEstimators] as const satisfies readonly BarEstimator[];
