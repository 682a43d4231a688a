import { dashboardWith, panelWith } from '../case-dashboards.ts';
import { dataPanels } from '../data-panels.ts';
import type { LintRule } from '../lint-rule.ts';

/** A panel of data without a query always shows "No data". */
export const hasTarget: LintRule = {
  name: 'has-target',
  severity: 'error',
  title: 'Panels have at least one query',
  check: (document) =>
    document.kind === 'dashboard'
      ? document.panels
          .filter(
            ({ type, queries, isLibraryPanel }) => !isLibraryPanel && queries.length === 0 && dataPanels.has(type),
          )
          .map(({ path, type }) => ({
            path: `${path}.targets`,
            detail: `This ${type} has no query: add one, or remove the panel.`,
          }))
      : [],
  passing: dashboardWith({ panels: [panelWith(), panelWith({ id: 2, type: 'text', targets: [] })] }),
  failing: dashboardWith({ panels: [panelWith({ targets: [] })] }),
};
