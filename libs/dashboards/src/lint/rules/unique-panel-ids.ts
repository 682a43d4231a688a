import { dashboardWith, panelWith, rowWith } from '../case-dashboards.ts';
import type { LintRule } from '../lint-rule.ts';

/** Links and alerts name panels by id. */
export const uniquePanelIds: LintRule = {
  name: 'unique-panel-ids',
  severity: 'error',
  title: 'Panel ids are there, and no panel or row has the id of another',
  check(document) {
    if (document.kind !== 'dashboard') return [];
    const missing = document.panels.filter(({ id }) => !Number.isInteger(id.value)).map(({ id }) => ({ path: id.path, detail: 'There is no id: Grafana would give one that changes.' }));
    const ids = [...document.panels, ...document.rows].map(({ id }) => id).filter(({ value }) => Number.isInteger(value));
    const repeated = ids.filter(({ value }, index) => ids.findIndex((other) => other.value === value) !== index);
    return [...missing, ...repeated.map(({ path, value }) => ({ path, detail: `Another panel or row has the id ${String(value)} already.` }))];
  },
  passing: dashboardWith({ panels: [panelWith(), rowWith(panelWith({ id: 2 }))] }),
  failing: dashboardWith({ panels: [panelWith(), rowWith(panelWith())] }),
};
