import type { Clock } from '../../ports/clock.ts';
import { lockKey } from '../../storage/objects/lake-layout.ts';
import { expiry, type LockContext, type LockKind, replaceLock, takeLock } from '../../storage/objects/lock-object.ts';

/** A held lock. */
export interface HeldLock {
  readonly token: number;
  /**
   * Makes sure that it is still held, and holds it for longer.
   *
   * @throws {RunLockedError} when another publisher has taken it.
   */
  extend(): Promise<void>;
}

/** Longer than a pause of a machine, shorter than users would wait. */
const publisherLock: LockKind = {
  key: lockKey,
  leaseMs: 120_000,
  doing: 'publishes',
  isOwn: (held, runId, holder) => held.runId === runId && held.holder === holder,
};
const heartbeatMs = 30_000;

/**
 * Does `work` as the only publisher of the lake. Meanwhile the lock is extended every 30 s. A holder that was silent for
 * two minutes has lost it; the same run may take its own lock over at once.
 *
 * @throws {RunLockedError} when it is held: by whom, and until when.
 * @example
 * await withPublishLock({ objects, clock, holder: 'tickerlake run' }, runId, async (lock) => { await lock.extend(); });
 */
export async function withPublishLock<Result>(
  context: LockContext,
  runId: string,
  work: (lock: HeldLock) => Promise<Result>,
): Promise<Result> {
  let held = await takeLock(context, publisherLock, runId);
  const { token } = held.lock;
  let turn = Promise.resolve();
  const replace = (expiresAt: string | null): Promise<void> => {
    // In turn: two writes against the same tag would refuse each other.
    const mine = turn.then(async () => {
      held = await replaceLock(
        context,
        publisherLock,
        { ...held.lock, expiresAt },
        held,
        'has taken the lock meanwhile',
      );
    });
    turn = mine.catch(() => undefined);
    return mine;
  };
  const extend = (): Promise<void> => replace(expiry(context, publisherLock));
  const stopped = new AbortController();
  const beating = beat(context.clock, extend, stopped.signal);
  try {
    return await work({ token, extend });
  } finally {
    stopped.abort();
    await beating;
    await replace(null).catch(() => undefined);
  }
}

async function beat(clock: Clock, extend: () => Promise<void>, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const isTime = await clock.sleep(heartbeatMs, signal).then(
      () => true,
      () => false,
    );
    // A failed heartbeat is not fatal: the next commit extends the lock first, and fails then.
    if (isTime) await extend().catch(() => undefined);
  }
}
