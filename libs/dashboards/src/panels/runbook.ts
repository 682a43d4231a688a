import type { ClassicPanel, GridPos } from '../classic-dashboard.ts';
import { dataSource } from './athena-target.ts';

const content = `### Data is late
A session that closed more than six hours ago is not published. Look at *Runs*: is the last one open, abandoned or checks-failed? \`tickerlake status\` shows gaps, \`tickerlake doctor\` what a run needs; \`tickerlake run\` goes on where a killed run was.

### A quality rule failed
The newest run broke a rule; one of severity error stopped it, and readers still see the release before. *Quality rules that did not pass* says which, on what, and the value that was seen; the quality page of \`tickerlake preview\` shows rows that failed. \`tickerlake check\` tries the rules on what is published; \`tickerlake rollback\` goes back to an older release.

### Abnormal hourly range
The newest hour of a ticker is far above its own history at this time of the session. Look at the ticker on *Hourly volatility*, at *Corrections* here, and whether others moved too; a split or a bad print looks alike.`;

/**
 * What to do about each alert: alert rules link to this panel.
 *
 * @example
 * runbook(12, { x: 0, y: 47, w: 24, h: 8 });
 */
export function runbook(id: number, gridPos: GridPos): ClassicPanel {
  return {
    id, type: 'text', title: 'What to do', description: 'The runbook of the alert rules.', gridPos, datasource: dataSource, targets: [],
    fieldConfig: { defaults: {}, overrides: [] }, options: { mode: 'markdown', content },
  };
}
