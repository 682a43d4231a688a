import { parseDqdl } from '@tickerlake/data-quality';
import type { WorkflowContext } from '@tickerlake/pipeline';
import { renewLease } from '@tickerlake/pipeline/aws';
import { expect, test } from 'vitest';
import { orchestrate } from './orchestrate.ts';
import { createMemoryRun } from './testing/memory-run.ts';

test('a run that fetches for hours remains the only run of its lake', async () => {
  const { resources, ingest, objects } = createMemoryRun(Array.from({ length: 500 }, (_, index) => `T${index}`));
  let nowMs = Date.now();
  const clock = { now: () => new Date(nowMs), sleep: async () => {} };
  const context: WorkflowContext = {
    step: (_name, body) => body(),
    sleep: async (_name, ms) => void (nowMs += ms),
    now: () => clock.now(),
  };
  const intruders: string[] = [];
  const report = await orchestrate({ runId: 'run-1', from: '2026-05-28', to: '2026-05-28' }, context, {
    ...resources,
    clock,
    onNotice: () => {},
    async ingest(_name, request) {
      await renewLease({ objects, clock, holder: 'schedule' }, 'run-2').then(
        () => intruders.push('was let in'),
        () => intruders.push('was refused'),
      );
      return ingest(request);
    },
  });
  expect(report).toMatchObject({ outcome: 'published', calls: 505 });
  expect({ rounds: intruders.length, ends: [...new Set(intruders)] }).toEqual({ rounds: 101, ends: ['was refused'] });
});

test('onNoHistory of the configuration reaches the check', async () => {
  const { resources, warehouse, ingest } = createMemoryRun(['AAPL']);
  const context: WorkflowContext = { step: (_name, body) => body(), sleep: async () => {}, now: () => new Date() };
  const ruleset = parseDqdl('Rules = [ RowCount > last() ]');
  await orchestrate({ runId: 'run-1', from: '2026-05-28', to: '2026-05-28' }, context, {
    ...resources,
    config: { ...resources.config, market: { ...resources.config.market, onNoHistory: 'fail' } },
    rules: [{ dataset: 'bars', ruleset }],
    onNotice: () => {},
    ingest: async (_name, request) => ingest(request),
  });

  expect(warehouse.check.mock.lastCall?.[0].rules).toEqual([{ dataset: 'bars', ruleset, onNoHistory: 'fail' }]);
});
