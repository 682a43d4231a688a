import type { ClassicDashboard } from './model/classic-dashboard.ts';
import { comparisonsDashboard } from './dashboards/comparisons-dashboard.ts';
import { hourlyVolatilityDashboard } from './dashboards/hourly-volatility-dashboard.ts';
import { pipelineHealthDashboard } from './dashboards/pipeline-health-dashboard.ts';
import { sessionVolatilityDashboard } from './dashboards/session-volatility-dashboard.ts';
import { volatilityIndexDashboard } from './dashboards/volatility-index-dashboard.ts';

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
