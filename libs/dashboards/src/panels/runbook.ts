import type { ClassicPanel, GridPos } from '../classic-dashboard.ts';
import { dataSource } from './athena-target.ts';

const content = `### Data is late
A session that closed more than six hours ago is not published. Look at *Runs*: is the last one open, abandoned or checks-failed? \`tickerlake status\` shows gaps, \`tickerlake doctor\` what a run needs; \`tickerlake run\` goes on where a killed run was.

### A quality rule failed
The published release breaks a rule. *Quality rules that did not pass* says which, on what, and the value that was seen. \`tickerlake check\` repeats it; \`tickerlake rollback\` shows readers the release before.

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
