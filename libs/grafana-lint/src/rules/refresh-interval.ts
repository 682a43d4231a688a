import { dashboardWith } from '../case-dashboards.ts';
import type { LintRule } from '../lint-rule.ts';
import { sqlQueries } from '../sql-queries.ts';

const secondsPerUnit: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3_600, d: 86_400 };

/** Each refresh is a paid query per panel; hourly data does not change by the second. */
export const refreshInterval: LintRule = {
  name: 'refresh-interval',
  severity: 'warn',
  title: 'The refresh is off or at least 5 minutes',
  check(document) {
    if (document.kind !== 'dashboard' || sqlQueries(document).length === 0) return [];
    const { path, value } = document.refresh;
    if (value === undefined || value === '' || value === false) return [];
    const match = /^(\d+)([smhd])$/.exec(String(value));
    const seconds = match === null ? Infinity : Number(match[1]) * (secondsPerUnit[match[2] ?? 's'] ?? 0);
    return seconds >= 300
      ? []
      : [{ path, detail: `It is ${JSON.stringify(value)}: every refresh costs a query per panel. Take 15m, or "".` }];
  },
  passing: dashboardWith({ refresh: '15m' }),
  failing: dashboardWith({ refresh: '30s' }),
};
