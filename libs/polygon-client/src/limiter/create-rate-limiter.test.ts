import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createVirtualClock, settle } from '../testing/virtual-clock.ts';
import { createRateLimiter } from './create-rate-limiter.ts';
import { freePlanLimiter, paidPlanLimiter } from './plan-limiters.ts';
import type { RateLimiter } from './rate-limiter.ts';

/** Lets `count` callers in one after the other and records when each one started, from the clock's start. */
function startCallers(
  limiter: RateLimiter,
  count: number,
  started: { caller: number; atMs: number }[],
  nowMs: () => number,
): void {
  const originMs = nowMs();
  for (let caller = 0; caller < count; caller += 1) {
    void limiter.acquire().then(() => started.push({ caller, atMs: nowMs() - originMs }));
  }
}

/** The most starts in any window, wherever it begins. */
function mostInAnyWindow(startsMs: readonly number[], windowMs: number): number {
  return Math.max(
    0,
    ...startsMs.map((first) => startsMs.filter((start) => start >= first && start < first + windowMs).length),
  );
}

describe('createRateLimiter', () => {
  it('starts 5 of a burst at once, never 9 in a window: the rest start as the first leave the window', async () => {
    const clock = createVirtualClock();
    const started: { caller: number; atMs: number }[] = [];
    startCallers(freePlanLimiter(clock), 12, started, clock.nowMs);

    await clock.advance(200_000);

    expect(started.map(({ atMs }) => atMs)).toEqual([
      0, 0, 0, 0, 0, 61_000, 61_000, 61_000, 61_000, 61_000, 122_000, 122_000,
    ]);
  });

  it('has no token bucket: 5 calls at :50 leave none for :01', async () => {
    const clock = createVirtualClock();
    const limiter = freePlanLimiter(clock);
    const started: { caller: number; atMs: number }[] = [];
    await clock.advance(50_000);
    startCallers(limiter, 5, started, clock.nowMs);
    await clock.advance(11_000);
    startCallers(limiter, 5, started, clock.nowMs);

    await clock.advance(49_999);
    expect(started).toHaveLength(5);
    await clock.advance(1);
    expect(started).toHaveLength(10);
  });

  it('keeps the requested spacing', async () => {
    const clock = createVirtualClock();
    const started: { caller: number; atMs: number }[] = [];
    startCallers(
      createRateLimiter({ maxStarts: 5, windowMs: 61_000, minSpacingMs: 12_250, clock }),
      6,
      started,
      clock.nowMs,
    );

    await clock.advance(100_000);

    expect(started.map(({ atMs }) => atMs)).toEqual([0, 12_250, 24_500, 36_750, 49_000, 61_250]);
  });

  it('blocks all callers for a penalty, and keeps the later of two', async () => {
    const clock = createVirtualClock();
    const limiter = paidPlanLimiter(clock);
    const started: { caller: number; atMs: number }[] = [];
    void limiter.penalize(30_000);
    void limiter.penalize(5_000);
    startCallers(limiter, 2, started, clock.nowMs);
    await clock.advance(20_000);
    void limiter.penalize(15_000);

    await clock.advance(14_999);
    expect(started).toEqual([]);
    await clock.advance(1);
    expect(started.map(({ caller }) => caller)).toEqual([0, 1]);
  });

  it.each([Number.NaN, Infinity, -5])('is not blocked forever by a penalty of %s', async (ms) => {
    const clock = createVirtualClock();
    const limiter = paidPlanLimiter(clock);
    void limiter.penalize(ms);

    await expect(limiter.acquire()).resolves.toBeUndefined();
  });

  it('does not count a waiter that leaves, and moves the others up in order', async () => {
    const clock = createVirtualClock();
    const limiter = createRateLimiter({ maxStarts: 1, windowMs: 1_000, clock });
    const started: string[] = [];
    const leaving = new AbortController();
    void limiter.acquire().then(() => started.push('first'));
    const left = limiter.acquire(leaving.signal);
    void limiter.acquire().then(() => started.push('third'));
    leaving.abort(new Error('changed my mind'));

    await expect(left).rejects.toThrow('changed my mind');
    await clock.advance(1_000);
    expect(started).toEqual(['first', 'third']);
  });

  it('rejects an aborted signal at once, without counting the call', async () => {
    const limiter = createRateLimiter({ maxStarts: 1, windowMs: 1_000, clock: createVirtualClock() });

    await expect(limiter.acquire(AbortSignal.abort('gone'))).rejects.toBe('gone');
    await expect(limiter.acquire()).resolves.toBeUndefined();
  });

  it('leaves no timer behind when the last waiter leaves', async () => {
    const clock = createVirtualClock();
    const limiter = createRateLimiter({ maxStarts: 1, windowMs: 1_000, clock });
    const leaving = new AbortController();
    await limiter.acquire();
    const left = limiter.acquire(leaving.signal).catch(() => 'left');
    await settle();
    expect(clock.sleeping).toBe(1);

    leaving.abort();

    expect(await left).toBe('left');
    expect(clock.sleeping).toBe(0);
  });

  it('serves a waiter that arrives while the limiter goes to sleep and is woken', async () => {
    const clock = createVirtualClock();
    const limiter = createRateLimiter({ maxStarts: 1, windowMs: 1_000, clock });
    const leaving = new AbortController();
    const started: string[] = [];
    await limiter.acquire();
    limiter.acquire(leaving.signal).catch(() => started.push('left'));
    await settle();
    leaving.abort();
    void limiter.acquire().then(() => started.push('served'));

    await clock.advance(1_000);

    expect(started).toEqual(['left', 'served']);
  });

  it.each([
    { name: 'no starts', options: { maxStarts: 0, windowMs: 1 }, path: 'maxStarts' },
    { name: 'half a start', options: { maxStarts: 1.5, windowMs: 1 }, path: 'maxStarts' },
    { name: 'no window', options: { maxStarts: 1, windowMs: 0 }, path: 'windowMs' },
    { name: 'an endless window', options: { maxStarts: 1, windowMs: Infinity }, path: 'windowMs' },
    { name: 'negative spacing', options: { maxStarts: 1, windowMs: 1, minSpacingMs: -1 }, path: 'minSpacingMs' },
  ])('refuses $name', ({ options, path }) => {
    expect(() => createRateLimiter(options)).toThrow(path);
  });

  it('starts at most maxStarts in any window, in order, and all callers in the end', async () => {
    const event = fc.oneof(
      { weight: 4, arbitrary: fc.record({ kind: fc.constant('come' as const), waitMs: fc.nat(40) }) },
      { weight: 1, arbitrary: fc.record({ kind: fc.constant('leave' as const), waitMs: fc.nat(40), who: fc.nat(60) }) },
      {
        weight: 1,
        arbitrary: fc.record({ kind: fc.constant('penalize' as const), waitMs: fc.nat(40), ms: fc.nat(150) }),
      },
    );
    const limits = fc.record({
      maxStarts: fc.integer({ min: 1, max: 6 }),
      windowMs: fc.integer({ min: 1, max: 100 }),
      minSpacingMs: fc.nat(20),
    });
    await fc.assert(
      fc.asyncProperty(limits, fc.array(event, { maxLength: 60 }), async (limit, events) => {
        const clock = createVirtualClock();
        const limiter = createRateLimiter({ ...limit, clock });
        const callers: { controller: AbortController; state: 'waiting' | 'started' | 'left' }[] = [];
        const starts: { caller: number; atMs: number }[] = [];
        const penalties: { fromMs: number; toMs: number }[] = [];
        for (const step of events) {
          await clock.advance(step.waitMs);
          if (step.kind === 'leave') callers[step.who]?.controller.abort();
          if (step.kind === 'penalize') {
            void limiter.penalize(step.ms);
            penalties.push({ fromMs: clock.nowMs(), toMs: clock.nowMs() + step.ms });
          }
          if (step.kind !== 'come') continue;
          const caller = callers.length;
          const entry: (typeof callers)[number] = { controller: new AbortController(), state: 'waiting' };
          callers.push(entry);
          limiter.acquire(entry.controller.signal).then(
            () => {
              entry.state = 'started';
              starts.push({ caller, atMs: clock.nowMs() });
            },
            () => (entry.state = 'left'),
          );
          await settle();
        }
        await clock.advance(10_000);

        const times = starts.map(({ atMs }) => atMs);
        expect(mostInAnyWindow(times, limit.windowMs)).toBeLessThanOrEqual(limit.maxStarts);
        expect(times.every((atMs, index) => index === 0 || atMs - (times[index - 1] ?? 0) >= limit.minSpacingMs)).toBe(
          true,
        );
        expect(starts.map(({ caller }) => caller)).toEqual(starts.map(({ caller }) => caller).sort((a, b) => a - b));
        expect(callers.filter(({ state }) => state === 'waiting')).toEqual([]);
        expect(penalties.some(({ fromMs, toMs }) => times.some((atMs) => atMs > fromMs && atMs < toMs))).toBe(false);
        expect(clock.sleeping).toBe(0);
      }),
      { numRuns: 300 },
    );
  });

  it('does not count callers that left: the others start exactly when they would have without them', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.boolean(), { minLength: 1, maxLength: 30 }), async (stays) => {
        const clock = createVirtualClock();
        const limiter = createRateLimiter({ maxStarts: 2, windowMs: 100, clock });
        const started: number[] = [];
        const leaving = new AbortController();
        const originMs = clock.nowMs();
        // Fills the first window, so that all later callers have to wait.
        await Promise.all([limiter.acquire(), limiter.acquire()]);
        for (const isStaying of stays) {
          limiter.acquire(isStaying ? undefined : leaving.signal).then(
            () => started.push(clock.nowMs() - originMs),
            () => undefined,
          );
        }
        leaving.abort();
        await clock.advance(10_000);

        const staying = stays.filter(Boolean).length;
        expect(started).toEqual(Array.from({ length: staying }, (_, index) => 100 * (1 + Math.floor(index / 2))));
      }),
    );
  });
});
