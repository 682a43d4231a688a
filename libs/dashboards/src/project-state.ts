import { athenaQueryBuilder, compileAthenaSql } from '@tickerlake/athena-sql';
import type { Tables } from '@tickerlake/record-schema';
import { alertRuleGroups } from './alerts/alert-rule-groups.ts';
import { dashboards } from './dashboards.ts';
import {
  type DataSourceSecrets,
  type DesiredState,
  desiredState,
  type GrafanaSettings,
  toJsonObject,
} from '@tickerlake/grafana-provisioning';

/**
 * Everything in this project for Grafana. Alert rules name their data source by uid, so they need a data source.
 *
 * @example
 * projectState(grafanaSettings.parse({}), {}).dashboards.map((dashboard) => dashboard.uid); //
 * ['tickerlake-hourly-volatility', ...]
 */
export function projectState(settings: GrafanaSettings, secrets: DataSourceSecrets): DesiredState {
  const ruleGroups =
    settings.dataSource === null
      ? []
      : alertRuleGroups.map((group) => ({ ...group, rules: group.rules.map((rule) => toJsonObject(rule)) }));
  return desiredState({ settings, dashboards, ruleGroups, secrets });
}

/** The query of `doctor`: it reads the table of the panels, which also tests Glue, S3 and the permissions on both. */
export const probeSql = compileAthenaSql(
  athenaQueryBuilder<Tables>().selectFrom('hourly_volatility').select('ticker').limit(1),
);
