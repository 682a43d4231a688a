import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { bundleOf } from './app.ts';
import { InfraError } from './infra-error.ts';
import { withFolder } from './testing/synthesize.ts';

test('an incomplete bundle is named, with the command that builds it', () => {
  withFolder((apps) => {
    mkdirSync(join(apps, 'workflow-orchestrator', 'dist'), { recursive: true });
    writeFileSync(join(apps, 'workflow-orchestrator', 'dist', 'dispatcher.mjs'), '');
    const open = () => bundleOf(apps, 'workflow-orchestrator', ['orchestrator.mjs', 'dispatcher.mjs']);

    expect(open).toThrow(InfraError);
    expect(open).toThrow(/has no orchestrator\.mjs\. Run "npx nx bundle workflow-orchestrator"/);
    writeFileSync(join(apps, 'workflow-orchestrator', 'dist', 'orchestrator.mjs'), '');
    expect(open).not.toThrow();
  });
});
