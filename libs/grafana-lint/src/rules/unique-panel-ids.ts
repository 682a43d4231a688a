import { dashboardWith, panelWith, rowWith } from '../case-dashboards.ts';
import type { LintRule } from '../lint-rule.ts';

/** Links and alerts name panels by id, and Grafana gives the second of two another one. A panel without an id gets the next free one. */
export const uniquePanelIds: LintRule = {
  name: 'unique-panel-ids',
  severity: 'error',
  title: 'No panel or row has the id of another',
  check(document) {
    if (document.kind !== 'dashboard') return [];
    const seen = new Set<unknown>();
    return [...document.panels.map(({ id }) => id), ...document.rowIds].flatMap(({ path, value }) => {
      if (!Number.isInteger(value) || value === 0) return [];
      if (seen.has(value)) return [{ path, detail: `Another panel or row has the id ${String(value)} already.` }];
      seen.add(value);
      return [];
    });
  },
  passing: dashboardWith({ panels: [panelWith(), rowWith(panelWith({ id: 2 }))] }),
  failing: dashboardWith({ panels: [panelWith(), rowWith(panelWith())] }),
};
