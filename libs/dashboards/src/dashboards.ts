import type { ClassicDashboard } from './classic-dashboard.ts';
import { comparisonsDashboard } from './comparisons-dashboard.ts';
import { hourlyVolatilityDashboard } from './hourly-volatility-dashboard.ts';
import { pipelineHealthDashboard } from './pipeline-health-dashboard.ts';
import { sessionVolatilityDashboard } from './session-volatility-dashboard.ts';
import { volatilityIndexDashboard } from './volatility-index-dashboard.ts';

/**
 * Every dashboard, in the order of importance.
 *
 * @example
 * const uids = dashboards.map(({ uid }) => uid);
 */
export const dashboards: readonly ClassicDashboard[] = [
  hourlyVolatilityDashboard(),
  volatilityIndexDashboard(),
  sessionVolatilityDashboard(),
  comparisonsDashboard(),
  pipelineHealthDashboard(),
];
