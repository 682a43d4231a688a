import { dashboardWith, panelWith, targetWith } from '../case-dashboards.ts';
import { toObject } from '../document/json-value.ts';
import type { LintRule } from '../lint-rule.ts';

const builtIn = ['-- Grafana --', '-- Mixed --', '-- Dashboard --', 'grafana', '__expr__'];

/** A uid written into a dashboard exists in one Grafana only; a variable lets each pick its own. */
export const declaredDataSource: LintRule = {
  name: 'declared-data-source',
  severity: 'error',
  title: 'Queries name a data source that the dashboard declares as a variable',
  check(document) {
    if (document.kind !== 'dashboard') return [];
    const declared = new Set(document.variables.filter(({ type }) => type === 'datasource').map(({ name }) => name));
    return document.queries.flatMap(({ dataSource: { path, value } }) => {
      const uid = typeof value === 'string' ? value : toObject(value)['uid'];
      if (typeof uid !== 'string' || uid === '') return [{ path, detail: 'It names no data source, so Grafana takes its default, whatever that is: name a variable, as in "${datasource}".' }];
      if (builtIn.includes(uid)) return [];
      const variable = /^\$\{?(\w+)\}?$/.exec(uid)?.[1];
      if (variable === undefined) return [{ path, detail: `The uid ${uid} exists in one Grafana only: declare a variable of type datasource and name it here.` }];
      return declared.has(variable) ? [] : [{ path, detail: `There is no variable ${variable} of type datasource: declare it.` }];
    });
  },
  passing: dashboardWith(),
  failing: dashboardWith({ panels: [panelWith({ targets: [targetWith({ datasource: { type: 'grafana-athena-datasource', uid: '${athena}' } })] })] }),
};
