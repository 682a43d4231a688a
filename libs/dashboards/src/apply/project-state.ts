import { athenaQueryBuilder, compileAthenaSql } from '@tickerlake/athena-sql';
import type { Tables } from '@tickerlake/record-schema';
import type { AlertRuleGroup } from '../grafana/alert-rule-group.ts';
import { hourlyVolatilityDashboard } from '../hourly-volatility-dashboard.ts';
import { type DashboardSource, type DataSourceSecrets, type DesiredState, desiredState } from './desired-state.ts';
import type { GrafanaSettings } from './grafana-settings.ts';

/** This project's dashboards, in the order in which they are written. */
const projectDashboards = (): readonly DashboardSource[] => [hourlyVolatilityDashboard()];

/** This project's groups of alert rules. */
const projectRuleGroups = (): readonly AlertRuleGroup[] => [];

/**
 * Everything that this project has for Grafana.
 *
 * @throws {RangeError} When there are alert rules and no data source for them.
 * @example
 * projectState(grafanaSettings.parse({}), {}).dashboards.map((dashboard) => dashboard.uid); // ['tickerlake-hourly-volatility']
 */
export function projectState(settings: GrafanaSettings, secrets: DataSourceSecrets): DesiredState {
  return desiredState({ settings, dashboards: projectDashboards(), ruleGroups: projectRuleGroups(), secrets });
}

/** The query of `doctor`: it reads the table of the panels, so Glue, S3 and the rights on both take part. */
export const probeSql = compileAthenaSql(athenaQueryBuilder<Tables>().selectFrom('hourly_volatility').select('ticker').limit(1));
