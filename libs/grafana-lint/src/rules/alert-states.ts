import { alertWith } from '../case-dashboards.ts';
import type { LintRule } from '../lint-rule.ts';

/** Without them Grafana takes its defaults, which differ between its API, its files and its versions. */
export const alertStates: LintRule = {
  name: 'alert-states',
  severity: 'warn',
  title: 'Alert rules say what no data and an error mean, and for how long they wait',
  check(document) {
    if (document.kind !== 'alert-rule' || document.isRecording) return [];
    const prefix = document.path === '' ? '' : `${document.path}.`;
    return ['noDataState', 'execErrState', 'for']
      .filter(
        (name) =>
          (typeof document.json[name] !== 'string' || document.json[name] === '') &&
          typeof document.json[name] !== 'number',
      )
      .map((name) => ({
        path: `${prefix}${name}`,
        detail: 'It is missing, so Grafana takes its default: write it down.',
      }));
  },
  passing: alertWith(),
  failing: alertWith({ execErrState: undefined }),
};
