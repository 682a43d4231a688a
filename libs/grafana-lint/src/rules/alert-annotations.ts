import { alertWith } from '../case-dashboards.ts';
import { toObject } from '../document/json-value.ts';
import type { LintRule } from '../lint-rule.ts';

/** The person who gets the alert must know what happened and what to do. */
export const alertAnnotations: LintRule = {
  name: 'alert-annotations',
  severity: 'warn',
  title: 'Alert rules have a summary and a runbook',
  check(document) {
    if (document.kind !== 'alert-rule' || document.isRecording) return [];
    const annotations = toObject(document.json['annotations']);
    return ['summary', 'runbook_url']
      .filter((name) => typeof annotations[name] !== 'string' || annotations[name] === '')
      .map((name) => ({
        path: `${document.path === '' ? '' : `${document.path}.`}annotations.${name}`,
        detail: 'It is missing: say what happened, and where it is written what to do.',
      }));
  },
  passing: alertWith(),
  failing: alertWith({ annotations: { summary: 'A rule failed' } }),
};
