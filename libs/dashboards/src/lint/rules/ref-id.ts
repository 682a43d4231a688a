import { dashboardWith, panelWith, targetWith } from '../case-dashboards.ts';
import type { LintRule } from '../lint-rule.ts';

/** Answers are matched to queries by it. */
export const refId: LintRule = {
  name: 'ref-id',
  severity: 'error',
  title: 'Queries have a refId, unique within their panel',
  check(document) {
    if (document.kind === 'data-source') return [];
    const groups = document.kind === 'alert-rule' ? [document.queries] : document.panels.map(({ queries }) => queries);
    return groups.flatMap((queries) =>
      queries.flatMap(({ refId: { path, value } }, index) => {
        if (typeof value !== 'string' || value === '') return [{ path, detail: 'It is missing: A, B, ...' }];
        return queries.findIndex((other) => other.refId.value === value) === index ? [] : [{ path, detail: `Another query of the panel is ${value} already.` }];
      }),
    );
  },
  passing: dashboardWith({ panels: [panelWith({ targets: [targetWith(), targetWith({ refId: 'B' })] })] }),
  failing: dashboardWith({ panels: [panelWith({ targets: [targetWith({ refId: undefined })] })] }),
};
