import { dashboardWith } from '../case-dashboards.ts';
import type { LintRule } from '../lint-rule.ts';

/** What is changed by hand in Grafana is lost with the next apply. */
export const notEditable: LintRule = {
  name: 'not-editable',
  severity: 'warn',
  title: 'Dashboards made from code are not editable',
  check: (document) =>
    document.kind === 'dashboard' && document.editable.value !== false
      ? [{ path: document.editable.path, detail: 'Set it to false: changes belong into the code.' }]
      : [],
  passing: dashboardWith(),
  failing: dashboardWith({ editable: true }),
};
