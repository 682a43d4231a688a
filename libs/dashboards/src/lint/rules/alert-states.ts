import { alertWith } from '../case-dashboards.ts';
import { toObject } from '../document/json-value.ts';
import type { LintRule } from '../lint-rule.ts';

/** Grafana's own choices differ between versions; a panel's alert needs both halves of the link. */
export const alertStates: LintRule = {
  name: 'alert-states',
  severity: 'error',
  title: 'Alert rules say what no data, an error and a moment mean; their panel link is whole',
  check(document) {
    if (document.kind !== 'alert-rule') return [];
    const prefix = document.path === '' ? '' : `${document.path}.`;
    const missing = ['noDataState', 'execErrState', 'for']
      .filter((name) => typeof document.json[name] !== 'string' || document.json[name] === '')
      .map((name) => ({ path: `${prefix}${name}`, detail: 'It is missing: say it, for Grafana would choose.' }));
    const annotations = toObject(document.json['annotations']);
    const links = ['__dashboardUid__', '__panelId__'].filter((name) => annotations[name] !== undefined);
    return links.length === 1 ? [...missing, { path: `${prefix}annotations`, detail: `It has ${links[0]} alone: __dashboardUid__ and __panelId__ only work together.` }] : missing;
  },
  passing: alertWith({ annotations: { summary: 's', runbook_url: 'r', __dashboardUid__: 'd', __panelId__: '1' } }),
  failing: alertWith({ execErrState: undefined }),
};
