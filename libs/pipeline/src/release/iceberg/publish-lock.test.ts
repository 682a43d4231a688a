import { describe, expect, it } from 'vitest';
import { withPublishLock } from './publish-lock.ts';
import { createMemoryObjects } from '../../run/lake/testing/memory-objects.ts';

/** A clock that moves only when advanced, so that no heartbeat fires in between. */
function createClock() {
  let nowMs = Date.parse('2026-06-01T12:00:00Z');
  return {
    now: () => new Date(nowMs),
    move: (ms: number) => void (nowMs += ms),
    sleep: (_ms: number, signal?: AbortSignal) =>
      new Promise<void>((_, reject) => signal?.addEventListener('abort', () => reject(new Error('stopped')))),
  };
}

const never = async (): Promise<never> => {
  throw new Error('must not be reached');
};

describe('the lock of publishers', () => {
  it('lets one work at a time, names the holder to the other, and is free afterwards, also after a failure', async () => {
    const context = { objects: createMemoryObjects(), clock: createClock() };
    await withPublishLock({ ...context, holder: 'first' }, 'r1', async () => {
      await expect(withPublishLock({ ...context, holder: 'second' }, 'r2', never)).rejects.toThrow(
        /"first" \(run r1, since 2026-06-01T12:00:00.000Z\) publishes.*free at 2026-06-01T12:02:00/,
      );
    });
    await expect(
      withPublishLock({ ...context, holder: 'second' }, 'r2', async () => Promise.reject(new Error('failed'))),
    ).rejects.toThrow('failed');
    expect(await withPublishLock({ ...context, holder: 'third' }, 'r3', async ({ token }) => token)).toBe(3);
  });

  it('goes to one of two that request it at the same time', async () => {
    const context = { objects: createMemoryObjects(), clock: createClock() };
    const work = async (): Promise<string> => 'done';
    const outcomes = await Promise.allSettled(
      ['a', 'b', 'c'].map((holder) => withPublishLock({ ...context, holder }, holder, work)),
    );
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected', 'rejected']);
  });

  it('is taken from a silent holder, which finds out before it commits again', async () => {
    const context = { objects: createMemoryObjects(), clock: createClock() };
    await withPublishLock({ ...context, holder: 'slow' }, 'r1', async (slow) => {
      await slow.extend();
      context.clock.move(119_000);
      await expect(withPublishLock({ ...context, holder: 'next' }, 'r2', never)).rejects.toThrow('publishes');
      context.clock.move(2_000);
      expect(await withPublishLock({ ...context, holder: 'next' }, 'r2', async ({ token }) => token)).toBe(2);
      await expect(slow.extend()).rejects.toMatchObject({ name: 'RunLockedError', transient: true });
    });
  });

  it('is taken over at once by the same run after a kill', async () => {
    const context = { objects: createMemoryObjects(), clock: createClock(), holder: 'run' };
    await withPublishLock(context, 'r1', async () => {
      expect(await withPublishLock(context, 'r1', async ({ token }) => token)).toBe(2);
    });
  });

  it('belongs to its writer even if the response to the write is lost', async () => {
    const objects = createMemoryObjects();
    // The SDK sends the lost write again, and S3 refuses that one.
    const lossy = {
      ...objects,
      write: async (...args: Parameters<typeof objects.write>) => (
        await objects.write(...args),
        objects.write(...args)
      ),
    };
    expect(
      await withPublishLock(
        { objects: lossy, clock: createClock(), holder: 'a' },
        'r1',
        async ({ token, extend }) => (await extend(), token),
      ),
    ).toBe(1);
  });

  it('with unexpected content does not count as free', async () => {
    const objects = createMemoryObjects();
    await objects.write('locks/publisher.json', '{"token":');
    await expect(withPublishLock({ objects, clock: createClock(), holder: 'a' }, 'r1', never)).rejects.toThrow(
      /publisher.json does not hold what this program wrote/,
    );
  });
});
