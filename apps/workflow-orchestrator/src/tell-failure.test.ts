import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PipelineError, stageNames } from '@tickerlake/pipeline';
import { expect, it } from 'vitest';
import { toNotice } from './tell-failure.ts';

const guide = readFileSync(join(import.meta.dirname, '../../../docs/operations.md'), 'utf8');
const run = { runId: 'r1', stage: 'prod', executionArn: 'arn:aws:lambda:x' };

it.each(['start', ...stageNames])(
  'the mail about a run that failed in "%s" points to an existing section and line of the guide',
  (at) => {
    const stage = stageNames.find((name) => name === at);
    const error =
      stage === undefined ? new Error('no such run') : new PipelineError('it failed', { stage, transient: false });
    const [, section, line] = /section "(.+?)", has a line for stage "(.+?)"/.exec(toNotice(error, run).message) ?? [];

    expect(line).toBe(at);
    expect(guide).toContain(`### \`${section}\`\n`);
    expect(guide.split(`### \`${section}\`\n`)[1]?.split('\n### ')[0]).toContain(`| \`${line}\` |`);
  },
);
