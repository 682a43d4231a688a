import { dashboardWith, panelWith, targetWith } from '../case-dashboards.ts';
import { isObject } from '../document/json-value.ts';
import type { LintRule } from '../lint-rule.ts';
import { sqlQueries } from '../sql-queries.ts';

/** Grafana's frontend reads `query.connectionArgs.region` unguarded: the panel would crash. */
export const connectionArgs: LintRule = {
  name: 'connection-args',
  severity: 'error',
  title: 'Queries of panels and annotations have connectionArgs',
  check: (document) =>
    sqlQueries(document)
      .filter(
        ({ usedBy, connectionArgs: { value } }) =>
          usedBy !== 'variable' &&
          !(isObject(value) && ['region', 'catalog', 'database'].every((name) => typeof value[name] === 'string')),
      )
      .map(({ connectionArgs: { path } }) => ({
        path,
        detail: 'It needs region, catalog and database; "__default" is what the data source says.',
      })),
  passing: dashboardWith(),
  failing: dashboardWith({
    panels: [panelWith({ targets: [targetWith({ connectionArgs: { resultReuseEnabled: true } })] })],
  }),
};
