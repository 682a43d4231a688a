import { alertWith } from '../case-dashboards.ts';
import { toObject } from '../document/json-value.ts';
import type { LintRule } from '../lint-rule.ts';

/** Grafana refuses a rule that has one half of the link to its panel. */
export const alertPanelLink: LintRule = {
  name: 'alert-panel-link',
  severity: 'error',
  title: 'The panel link of an alert rule is whole',
  check(document) {
    if (document.kind !== 'alert-rule') return [];
    const annotations = toObject(document.json['annotations']);
    const links = ['__dashboardUid__', '__panelId__'].filter((name) => Boolean(annotations[name]));
    return links.length === 1
      ? [
          {
            path: `${document.path === '' ? '' : `${document.path}.`}annotations`,
            detail: `It has ${links[0]} alone: __dashboardUid__ and __panelId__ only work together.`,
          },
        ]
      : [];
  },
  passing: alertWith({ annotations: { summary: 's', runbook_url: 'r', __dashboardUid__: 'd', __panelId__: '1' } }),
  failing: alertWith({ annotations: { summary: 's', runbook_url: 'r', __dashboardUid__: 'd' } }),
};
