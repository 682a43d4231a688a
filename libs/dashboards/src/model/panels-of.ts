import type { ClassicDashboard, ClassicPanel } from './classic-dashboard.ts';
import { rowsOf } from './rows-of.ts';

/**
 * Every panel of a dashboard, in all rows.
 *
 * @example
 * panelsOf(pipelineHealthDashboard()).find(({ id }) => id === 12)?.title; // 'What to do'
 */
export function panelsOf(dashboard: Pick<ClassicDashboard, 'panels'>): ClassicPanel[] {
  return rowsOf(dashboard).flatMap(({ panels }) => panels);
}
