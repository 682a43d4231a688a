import { getEventListeners } from 'node:events';
import { describe, expect, it, vi } from 'vitest';
import { systemClock } from './system-clock.ts';
import { systemRandom } from './system-random.ts';

describe('systemClock', () => {
  it('moves forward, and sleeps about as long as requested', async () => {
    const startMs = systemClock.nowMs();
    await systemClock.sleep(30);

    expect(systemClock.nowMs() - startMs).toBeGreaterThan(25);
  });

  it('sleeps longer than the longest timer', async () => {
    vi.useFakeTimers();
    try {
      let isAwake = false;
      void systemClock.sleep(2 ** 31 + 1_000).then(() => (isAwake = true));
      await vi.advanceTimersByTimeAsync(2 ** 31 + 900);
      expect(isAwake).toBe(false);
      await vi.advanceTimersByTimeAsync(100);
      expect(isAwake).toBe(true);
    } finally {
      vi.useRealTimers();
    }
  });

  it.each([0, -5, Number.NaN])('does not sleep for %s ms', async (ms) => {
    await expect(systemClock.sleep(ms)).resolves.toBeUndefined();
  });

  it('is woken by an abort with its reason, and leaves no listener', async () => {
    const controller = new AbortController();
    const slept = systemClock.sleep(60_000, controller.signal);
    controller.abort('enough');

    await expect(slept).rejects.toBe('enough');
    await expect(systemClock.sleep(1, controller.signal)).rejects.toBe('enough');
    const { signal } = new AbortController();
    await systemClock.sleep(1, signal);
    expect(getEventListeners(signal, 'abort')).toEqual([]);
  });
});

it('systemRandom is at least 0, below 1, and never the same', () => {
  const numbers = Array.from({ length: 1_000 }, systemRandom);

  expect(numbers.every((number) => number >= 0 && number < 1)).toBe(true);
  expect(new Set(numbers).size).toBeGreaterThan(990);
});
