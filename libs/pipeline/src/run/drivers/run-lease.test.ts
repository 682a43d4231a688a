import { describe, expect, it } from 'vitest';
import { releaseLease, renewLease } from './run-lease.ts';
import { createMemoryObjects } from '../lake/testing/memory-objects.ts';

function setUp() {
  let nowMs = Date.parse('2026-06-01T12:00:00Z');
  const clock = { now: () => new Date(nowMs), sleep: async () => {} };
  return {
    on: { objects: createMemoryObjects(), clock, holder: 'orchestrator' },
    move: (minutes: number) => void (nowMs += minutes * 60_000),
  };
}

describe('the lease of a run', () => {
  it('is one at a time, is held on by the same run, and is free when it is given back', async () => {
    const { on } = setUp();
    await renewLease(on, 'r1');
    await renewLease(on, 'r1');
    await expect(renewLease(on, 'r2')).rejects.toMatchObject({
      name: 'RunLockedError',
      transient: true,
      message: expect.stringContaining('"orchestrator" (run r1'),
    });
    await releaseLease(on, 'r1');
    await renewLease(on, 'r2');
  });

  it('of a silent run passes to another, and the first one finds out at its next step', async () => {
    const { on, move } = setUp();
    await renewLease(on, 'r1');
    move(44);
    await renewLease(on, 'r1');
    move(44);
    await expect(renewLease(on, 'r2')).rejects.toThrow('is running');
    move(2);
    await renewLease(on, 'r2');
    await expect(renewLease(on, 'r1')).rejects.toThrow('run r2');
    await releaseLease(on, 'r1');
    await expect(renewLease(on, 'r3')).rejects.toThrow('run r2');
  });

  it('goes to one of those that come together', async () => {
    const { on } = setUp();
    const outcomes = await Promise.allSettled(['a', 'b', 'c'].map((runId) => renewLease(on, runId)));
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected', 'rejected']);
  });
});
