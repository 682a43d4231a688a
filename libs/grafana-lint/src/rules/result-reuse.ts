import { dashboardWith, panelWith, targetWith } from '../case-dashboards.ts';
import { toObject } from '../document/json-value.ts';
import type { LintRule } from '../lint-rule.ts';
import { sqlQueries } from '../sql-queries.ts';

/** Every query costs money, and several people open the same dashboard. Alerts want fresh results. */
export const resultReuse: LintRule = {
  name: 'result-reuse',
  severity: 'warn',
  title: 'Results are reused',
  check: (document) =>
    sqlQueries(document)
      .filter(
        ({ usedBy, connectionArgs: { value } }) =>
          (usedBy === 'panel' || usedBy === 'annotation') && toObject(value)['resultReuseEnabled'] !== true,
      )
      .map(({ connectionArgs: { path } }) => ({
        path: `${path}.resultReuseEnabled`,
        detail: 'Set it to true, with a resultReuseMaxAgeInMinutes that fits how often data is published.',
      })),
  passing: dashboardWith(),
  failing: dashboardWith({
    panels: [
      panelWith({
        targets: [
          targetWith({
            connectionArgs: {
              region: '__default',
              catalog: '__default',
              database: '__default',
              resultReuseEnabled: false,
            },
          }),
        ],
      }),
    ],
  }),
};
