import type { ClassicPanel, GridPos } from '../model/classic-dashboard.ts';
import { dataSource } from '../model/athena-target.ts';

const content = `### Data is late
A session that closed more than six hours ago is not published. Look at *Runs*: is the last run open, abandoned or checks-failed? \`tickerlake status\` shows gaps, \`tickerlake doctor\` checks what a run needs, and \`tickerlake run\` resumes an interrupted run.

### A quality rule failed
A rule failed in the newest run. If its severity is error, the run was stopped and readers still see the previous release. *Quality rules that did not pass* shows the rule, the table and the observed value; the quality page of \`tickerlake preview\` shows the failing rows. \`tickerlake check\` evaluates the rules on the published tables; \`tickerlake rollback\` goes back to an older release.

### Abnormal hourly range
The newest hour of a ticker is far above its own history at this time of the session. Look at the ticker on *Hourly volatility*, at *Corrections* here, and whether others moved too; a split and a bad print look the same.`;

/**
 * What to do about each alert; alert rules link to this panel.
 *
 * @example
 * runbook(12, { x: 0, y: 47, w: 24, h: 8 });
 */
export function runbook(id: number, gridPos: GridPos): ClassicPanel {
  return {
    id,
    type: 'text',
    title: 'What to do',
    description: 'The runbook of the alert rules.',
    gridPos,
    datasource: dataSource,
    targets: [],
    fieldConfig: { defaults: {}, overrides: [] },
    options: { mode: 'markdown', content },
  };
}
