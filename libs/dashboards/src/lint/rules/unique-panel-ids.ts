import { dashboardWith, panelWith } from '../case-dashboards.ts';
import type { LintRule } from '../lint-rule.ts';

/** Links and alerts name panels by id. */
export const uniquePanelIds: LintRule = {
  name: 'unique-panel-ids',
  severity: 'error',
  title: 'Panel ids are there and unique',
  check(document) {
    if (document.kind !== 'dashboard') return [];
    return document.panels.flatMap(({ id }, index) => {
      if (!Number.isInteger(id.value)) return [{ path: id.path, detail: 'There is no id: Grafana would give one that changes.' }];
      const isFirst = document.panels.findIndex((other) => other.id.value === id.value) === index;
      return isFirst ? [] : [{ path: id.path, detail: `Another panel has the id ${String(id.value)} already.` }];
    });
  },
  passing: dashboardWith({ panels: [panelWith(), panelWith({ id: 2 })] }),
  failing: dashboardWith({ panels: [panelWith(), { id: 9, type: 'row', panels: [panelWith()] }] }),
};
