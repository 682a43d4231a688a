import { alertRuleGroups } from '../alerts/alert-rule-groups.ts';
import { dashboards } from '../dashboards.ts';
import { hourlyVolatilityDashboard } from '../dashboards/hourly-volatility-dashboard.ts';
import { pageQueries } from '../page/page-queries.ts';
import { expandMacros, interpolateVariables, type MacroRange } from '@tickerlake/athena-plugin';
import { panelsOf } from '../model/panels-of.ts';
import { variableValues } from '../variables/variable-values.ts';
import { lakeRange, lakeValues } from './small-lake.ts';

/** One of our queries as it is sent, with a unique, readable name. */
export interface DashboardQuery {
  readonly name: string;
  readonly format: number;
  /** As in the JSON. */
  readonly rawSQL: string;
  /** With the time range and the fixture's values filled in. */
  readonly sql: string;
}

/** The hourly dashboard has crypto among its tickers. */
const valuesFor = (uid: string) =>
  uid === 'tickerlake-hourly-volatility' ? { ...lakeValues, ticker: [...lakeValues.ticker, 'X:BTCUSD'] } : lakeValues;

/**
 * Every query of every dashboard and alert rule: panels, variables, annotations.
 *
 * @example
 * for (const { name, sql } of dashboardQueries()) await run(sql);
 */
export function dashboardQueries(range: MacroRange = lakeRange): DashboardQuery[] {
  const ofDashboards = dashboards.flatMap((dashboard) => {
    const values = variableValues(dashboard, valuesFor(dashboard.uid));
    const query = (
      name: string,
      { rawSQL, format }: { readonly rawSQL: string; readonly format: number },
    ): DashboardQuery => ({
      name: `${dashboard.uid}: ${name}`,
      format,
      rawSQL,
      sql: expandMacros(interpolateVariables(rawSQL, values), range),
    });
    return [
      ...panelsOf(dashboard).flatMap((panel) =>
        panel.targets.map((target, index) =>
          query(`panel ${panel.id} ${panel.title}${index === 0 ? '' : ` (query ${target.refId})`}`, target),
        ),
      ),
      ...dashboard.templating.list.flatMap((variable) =>
        variable.type === 'query' ? [query(`variable ${variable.name}`, variable.query)] : [],
      ),
      ...dashboard.annotations.list.flatMap((annotation) =>
        'rawSQL' in annotation.target ? [query(`annotation ${annotation.name}`, annotation.target)] : [],
      ),
    ];
  });
  const ofAlerts = alertRuleGroups.flatMap(({ rules }) =>
    rules.flatMap((rule) =>
      rule.data.flatMap(({ model }) =>
        'rawSQL' in model
          ? [
              {
                name: `alert ${rule.title}`,
                format: model.format,
                rawSQL: model.rawSQL,
                sql: expandMacros(model.rawSQL, range),
              },
            ]
          : [],
      ),
    ),
  );
  const valuesOfPage = variableValues(hourlyVolatilityDashboard(), lakeValues);
  const ofPage = Object.entries(pageQueries).map(([name, rawSQL]): DashboardQuery => ({
    name: `page: ${name}`,
    format: 1,
    rawSQL,
    sql: expandMacros(interpolateVariables(rawSQL, valuesOfPage), range),
  }));
  return [...ofDashboards, ...ofAlerts, ...ofPage];
}
