import { join } from 'node:path';
import { expect, test } from 'vitest';
import { cdkSteps } from './cdk-command.ts';

const places = { root: 'repo', nx: 'nx.js', cdk: 'cdk.js' };
const cdk = (...args: string[]) => ({ args: ['cdk.js', ...args], cwd: join('repo', 'apps', 'infra') });
const bundle = {
  args: ['nx.js', 'run-many', '-t', 'bundle', '-p', 'ingest-lambda,workflow-orchestrator,dashboard-provisioner'],
  cwd: 'repo',
};

test.each([
  { args: ['synth', '--quiet'], steps: [bundle, cdk('synth', '--quiet')] },
  { args: ['deploy', '-c', 'a=b'], steps: [bundle, cdk('deploy', '-c', 'a=b')] },
  { args: ['destroy', '--force'], steps: [bundle, cdk('destroy', '--force')] },
  { args: [], steps: [cdk('--help')] },
  { args: ['--version'], steps: [cdk('--version')] },
  { args: ['doctor'], steps: [cdk('doctor')] },
  { args: ['synth', '--help'], steps: [cdk('synth', '--help')] },
])('$args runs only the steps it needs', ({ args, steps }) => {
  expect(cdkSteps(args, places)).toEqual(steps);
});
