import { alertWith, dashboardWith, panelWith, targetWith } from '../case-dashboards.ts';
import type { LintQuery } from '../document/lint-document.ts';
import type { Fault, LintRule } from '../lint-rule.ts';

/** Answers are matched to queries by it. Grafana gives a panel's query the next free letter; an alert rule without one it refuses. */
export const refId: LintRule = {
  name: 'ref-id',
  severity: 'error',
  title: 'No two queries of a panel share a refId, and those of alerts have one',
  check(document) {
    if (document.kind === 'alert-rule')
      return [
        ...document.queries
          .filter(({ refId: { value } }) => !isText(value))
          .map(({ refId: { path } }) => ({ path, detail: 'It is missing: A, B, ...' })),
        ...repeated(document.queries),
      ];
    return document.kind === 'dashboard'
      ? document.panels.flatMap(({ queries }) => repeated(queries.filter(({ isHidden }) => !isHidden)))
      : [];
  },
  passing: dashboardWith({
    panels: [panelWith({ targets: [targetWith(), targetWith({ refId: 'B' }), targetWith({ refId: undefined })] })],
  }),
  failing: [
    dashboardWith({ panels: [panelWith({ targets: [targetWith(), targetWith()] })] }),
    alertWith({ data: [{ datasourceUid: 'athena', model: {} }] }),
  ],
};

/** Queries to different data sources are asked apart, so their answers do not mix. */
function repeated(queries: readonly LintQuery[]): Fault[] {
  const seen = new Set<string>();
  return queries.flatMap(({ refId: { path, value }, dataSource }) => {
    if (!isText(value)) return [];
    const key = JSON.stringify([value, dataSource.value]);
    if (seen.has(key)) return [{ path, detail: `Another query of the panel is ${value} already.` }];
    seen.add(key);
    return [];
  });
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}
