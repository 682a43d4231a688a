import { readDocuments } from './document/read-documents.ts';
import type { LintFinding } from './finding.ts';
import type { LintOptions } from './lint-rule.ts';
import { lintRules } from './rules/index.ts';

/**
 * What the rules find in the JSON of dashboards, alert rules or data sources, of any form that Grafana knows.
 * A part that is none of these is a finding of the rule `readable`.
 *
 * @example
 * lintDashboards(JSON.parse(text)); // [{ rule: 'ordered-by-time', severity: 'error', path: 'panels[0].targets[0].rawSQL', ... }]
 */
export function lintDashboards(json: unknown, options: LintOptions = {}): LintFinding[] {
  return readDocuments(json).flatMap((document) =>
    lintRules.flatMap(({ name, severity, title, check }) =>
      check(document, options).map(({ path, detail }) => ({ rule: name, severity, path, title, detail })),
    ),
  );
}
