import type { BarEstimator } from './bar-estimator.ts';
import { garmanKlass } from './garman-klass.ts';
import { logRange } from './log-range.ts';
import { parkinson } from './parkinson.ts';
import { hourlyRange } from './range.ts';
import { rangePct } from './range-pct.ts';
import { rogersSatchell } from './rogers-satchell.ts';

/**
 * Every measure of one bar. A new one is a file and an entry here: the hourly table, its docs, the staging SQL and the
 * tests of the SQL against TypeScript follow.
 *
 * @example
 * const names = barEstimators.map((estimator) => estimator.name); // ['hourly_var', 'range_pct', 'log_range', 'pk', 'gk', 'rs']
 */
export const barEstimators = [hourlyRange, rangePct, logRange, parkinson, garmanKlass, rogersSatchell] as const satisfies readonly BarEstimator[];
