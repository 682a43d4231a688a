import { dashboardWith, panelWith, rowWith } from '../case-dashboards.ts';
import { isObject } from '../document/json-value.ts';
import type { LintRule } from '../lint-rule.ts';

/** Grafana moves what does not fit its 24 columns. What is left out it fills in, and a row it draws over the whole width. */
export const gridWidth: LintRule = {
  name: 'grid-width',
  severity: 'error',
  title: 'Panels lie inside the grid of 24 columns',
  check: (document) =>
    document.kind === 'dashboard'
      ? document.panels.flatMap(({ grid: { path, value } }) => {
          if (!isObject(value)) return [];
          const { x = 0, y = 0, w = 6, h = 3 } = value;
          if (![x, y, w, h].every((size) => typeof size === 'number'))
            return [{ path, detail: 'x, y, w and h are numbers.' }];
          if (Number(x) < 0 || Number(y) < 0 || Number(w) <= 0 || Number(h) <= 0)
            return [
              {
                path,
                detail: `It has x ${String(x)}, y ${String(y)}, w ${String(w)}, h ${String(h)}: x and y are at least 0, w and h above 0.`,
              },
            ];
          return Number(x) + Number(w) <= 24
            ? []
            : [
                {
                  path,
                  detail: `x ${String(x)} and w ${String(w)} end at ${Number(x) + Number(w)}: the grid has 24 columns.`,
                },
              ];
        })
      : [],
  passing: dashboardWith({ panels: [rowWith(panelWith({ gridPos: { x: 12, y: 1, w: 12, h: 8 } }))] }),
  failing: dashboardWith({ panels: [rowWith(panelWith({ gridPos: { x: 16, y: 1, w: 12, h: 8 } }))] }),
};
