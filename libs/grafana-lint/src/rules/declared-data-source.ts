import { dashboardWith, panelWith, targetWith } from '../case-dashboards.ts';
import { variablesIn } from '../document/find-plugin.ts';
import { toObject } from '../document/json-value.ts';
import type { LintRule } from '../lint-rule.ts';

const builtIn = ['-- Grafana --', '-- Mixed --', '-- Dashboard --', 'grafana', '__expr__'];
const builtInTypes = ['grafana', 'datasource', '__expr__'];

/** A name or uid written into a dashboard exists in one Grafana only; a variable, or an input of the import, lets each pick its own. */
export const declaredDataSource: LintRule = {
  name: 'declared-data-source',
  severity: 'error',
  title: 'Queries name a data source that the dashboard declares as a variable or as an input',
  check(document) {
    if (document.kind !== 'dashboard') return [];
    const declared = new Set([...document.variables.map(({ name }) => name), ...document.inputs]);
    const places = new Map(document.queries.map(({ dataSource }) => [dataSource.path, dataSource.value]));
    return [...places].flatMap(([path, value]) => {
      const { type, uid: own } = toObject(value);
      const uid = typeof value === 'string' ? value : own;
      if (builtInTypes.includes(String(type)) || builtIn.includes(String(uid))) return [];
      const isFoundByType = typeof type === 'string' && type !== '';
      if (typeof uid !== 'string' || uid === '')
        return isFoundByType
          ? []
          : [
              {
                path,
                detail:
                  'It names no data source, so Grafana takes its default, whatever that is: name a variable, as in "${datasource}".',
              },
            ];
      const variables = variablesIn(uid);
      if (variables.length === 0)
        return [
          {
            path,
            detail: `${uid} exists in one Grafana only: declare a variable of type datasource and name it here.`,
          },
        ];
      return variables
        .filter((name) => !declared.has(name))
        .map((name) => ({ path, detail: `There is no variable ${name}: declare one of type datasource.` }));
    });
  },
  passing: dashboardWith(),
  failing: dashboardWith({
    panels: [
      panelWith({ targets: [targetWith({ datasource: { type: 'grafana-athena-datasource', uid: '${athena}' } })] }),
    ],
  }),
};
