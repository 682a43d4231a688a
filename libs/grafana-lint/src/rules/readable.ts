import { dashboardWith } from '../case-dashboards.ts';
import type { LintRule } from '../lint-rule.ts';

/** What is passed over in silence looks as if it were sound. */
export const readable: LintRule = {
  name: 'readable',
  severity: 'error',
  title: 'Files hold dashboards, alert rules or data sources',
  check: (document) => (document.kind === 'unreadable' ? [{ path: document.path, detail: document.reason }] : []),
  passing: dashboardWith(),
  failing: [dashboardWith(), { hello: 'world' }],
};
