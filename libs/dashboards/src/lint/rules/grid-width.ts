import { dashboardWith, panelWith, rowWith } from '../case-dashboards.ts';
import { toObject } from '../document/json-value.ts';
import type { LintRule } from '../lint-rule.ts';

/** Grafana moves what does not fit its 24 columns. */
export const gridWidth: LintRule = {
  name: 'grid-width',
  severity: 'error',
  title: 'Panels and rows lie inside the grid of 24 columns',
  check: (document) =>
    document.kind === 'dashboard'
      ? [...document.panels, ...document.rows].flatMap(({ grid: { path, value } }) => {
          if (value === undefined) return [];
          const { x, y, w, h } = toObject(value);
          const isInside = [x, y, w, h].every(Number.isInteger) && Number(x) >= 0 && Number(y) >= 0 && Number(w) >= 1 && Number(h) >= 1 && Number(x) + Number(w) <= 24;
          return isInside ? [] : [{ path, detail: `x ${String(x)} and w ${String(w)} end at ${Number(x) + Number(w)}: x + w is 24 at most, all four are whole numbers, w and h at least 1.` }];
        })
      : [],
  passing: dashboardWith({ panels: [rowWith(panelWith({ gridPos: { x: 12, y: 1, w: 12, h: 8 } }))] }),
  failing: dashboardWith({ panels: [rowWith(panelWith({ gridPos: { x: 16, y: 1, w: 12, h: 8 } }))] }),
};
