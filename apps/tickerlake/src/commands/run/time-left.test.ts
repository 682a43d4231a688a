import { describe, expect, it } from 'vitest';
import { createTimeLeft } from './time-left.ts';

/** Ten steps that take a second each, and two minutes of the quota. */
function start() {
  let nowMs = 0;
  const left = createTimeLeft({ steps: 10, quotaMs: 120_000, workMs: 10_000, totalMs: 130_000 }, () => nowMs);
  return {
    left,
    pass: (ms: number) => void (nowMs += ms),
    finish: (phase: 'finished' | 'remembered' = 'finished') => left.finish({ step: { stage: 'check' }, phase, ms: 0 }),
  };
}

describe('the time left', () => {
  it('is at first what the plan expects', () => {
    expect(start().left.ms()).toBe(130_000);
  });

  it('counts a wait down, and not twice', () => {
    const { left, pass } = start();
    left.wait(60_000);
    expect({ ms: left.ms(), waitMs: left.waitMs() }).toEqual({ ms: 130_000, waitMs: 60_000 });
    pass(45_000);
    expect({ ms: left.ms(), waitMs: left.waitMs() }).toEqual({ ms: 85_000, waitMs: 15_000 });
    pass(15_000);
    expect({ ms: left.ms(), waitMs: left.waitMs() }).toEqual({ ms: 70_000, waitMs: 0 });
  });

  it('grows by a wait that the plan could not know', () => {
    const { left } = start();
    left.wait(300_000);
    expect(left.ms()).toBe(310_000);
  });

  it('follows the speed of this machine, waits left out', () => {
    const { left, pass, finish } = start();
    left.wait(60_000);
    pass(60_000);
    for (let step = 0; step < 5; step += 1) {
      pass(3_000);
      finish();
    }
    expect(left.ms()).toBe(60_000 + 5 * 3_000);
  });

  it('counts remembered steps as done, not as fast', () => {
    const { left, finish } = start();
    for (let step = 0; step < 8; step += 1) finish('remembered');
    expect(left.ms()).toBe(120_000 + 2 * 1_000);
  });
});
