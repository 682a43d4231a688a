import { describe, expect, it } from 'vitest';
import { releaseLease, renewLease } from './run-lease.ts';
import { createMemoryObjects } from '../lake/testing/memory-objects.ts';

function setUp() {
  let nowMs = Date.parse('2026-06-01T12:00:00Z');
  const clock = { now: () => new Date(nowMs), sleep: async () => {} };
  return {
    context: { objects: createMemoryObjects(), clock, holder: 'orchestrator' },
    move: (minutes: number) => void (nowMs += minutes * 60_000),
  };
}

describe('the lease of a run', () => {
  it('goes to one run at a time, which may renew it, and is free once released', async () => {
    const { context } = setUp();
    await renewLease(context, 'r1');
    await renewLease(context, 'r1');
    await expect(renewLease(context, 'r2')).rejects.toMatchObject({
      name: 'RunLockedError',
      transient: true,
      message: expect.stringContaining('"orchestrator" (run r1'),
    });
    await releaseLease(context, 'r1');
    await renewLease(context, 'r2');
  });

  it('of a silent run passes to another, and the first one finds out at its next step', async () => {
    const { context, move } = setUp();
    await renewLease(context, 'r1');
    move(44);
    await renewLease(context, 'r1');
    move(44);
    await expect(renewLease(context, 'r2')).rejects.toThrow('is running');
    move(2);
    await renewLease(context, 'r2');
    await expect(renewLease(context, 'r1')).rejects.toThrow('run r2');
    await releaseLease(context, 'r1');
    await expect(renewLease(context, 'r3')).rejects.toThrow('run r2');
  });

  it('goes to one of several that request it at the same time', async () => {
    const { context } = setUp();
    const outcomes = await Promise.allSettled(['a', 'b', 'c'].map((runId) => renewLease(context, runId)));
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected', 'rejected']);
  });
});
