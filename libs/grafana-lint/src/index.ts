export type { LintFinding } from './finding.ts';
export type { LintOptions } from './lint-rule.ts';
export { lintDashboards } from './lint-dashboards.ts';
export { lintRules } from './rules/index.ts';
export { lintText, unreadable } from './lint-text.ts';
export { grafanaUnits } from './grafana-units.ts';
