import * as z from 'zod';
import { RunLockedError } from '../errors.ts';
import type { Clock } from '../ports/clock.ts';
import { lockKey } from './lake-layout.ts';
import type { ObjectStore } from './object-store.ts';
import { parseObject } from './parse-object.ts';

const lockSchema = z.object({
  /** Rises with every holder: nobody who was replaced can be taken for the present one. */
  token: z.int().positive(),
  holder: z.string(),
  runId: z.string(),
  since: z.string(),
  /** Null when it was given back. */
  expiresAt: z.string().nullable(),
});

type Lock = z.infer<typeof lockSchema>;

/** A held lock. */
export interface HeldLock {
  readonly token: number;
  /**
   * Makes sure that it is still held, and holds it for longer.
   *
   * @throws {RunLockedError} when somebody else has taken it.
   */
  extend(): Promise<void>;
}

/** How long a holder may be silent. Longer than a pause of a machine, shorter than people wait. */
const leaseMs = 120_000;
const heartbeatMs = 30_000;

/**
 * Does `work` as the only publisher of the lake. The lock is one object that is only ever replaced conditionally; while
 * work goes on it is extended every 30 s. A holder that was silent for two minutes has lost it; the same run may take its
 * own lock over at once.
 *
 * @throws {RunLockedError} when somebody else holds it: who, and until when.
 * @example
 * await withPublishLock({ objects, clock, holder: 'tickerlake run' }, runId, async (lock) => { await lock.extend(); });
 */
export async function withPublishLock<Result>(
  on: { readonly objects: ObjectStore; readonly clock: Clock; readonly holder: string }, runId: string, work: (lock: HeldLock) => Promise<Result>,
): Promise<Result> {
  let { lock, etag } = await acquire(on, runId);
  let turn = Promise.resolve();
  const replace = (next: Lock): Promise<void> => {
    // One after the other: two writes against one tag would refuse each other.
    const mine = turn.then(async () => {
      const written = await writeLock(on.objects, next, { etag });
      if (written === null) throw lockedBy(next.expiresAt === null ? lock : await holderNow(on.objects, lock), 'has taken the lock meanwhile');
      [lock, etag] = [next, written];
    });
    turn = mine.catch(() => undefined);
    return mine;
  };
  const extend = (): Promise<void> => replace({ ...lock, expiresAt: expiry(on.clock) });
  const stopped = new AbortController();
  const beating = beat(on.clock, extend, stopped.signal);
  try {
    return await work({ token: lock.token, extend });
  } finally {
    stopped.abort();
    await beating;
    await replace({ ...lock, expiresAt: null }).catch(() => undefined);
  }
}

async function acquire(on: { readonly objects: ObjectStore; readonly clock: Clock; readonly holder: string }, runId: string): Promise<{ lock: Lock; etag: string }> {
  const now = on.clock.now();
  const found = await on.objects.read(lockKey);
  const old = found === null ? null : parseObject(lockSchema, found, `${on.objects.location}${lockKey}`);
  const isHeld = old !== null && old.expiresAt !== null && Date.parse(old.expiresAt) > now.getTime();
  if (old !== null && isHeld && !(old.runId === runId && old.holder === on.holder)) throw lockedBy(old, 'publishes');
  const lock: Lock = { token: (old?.token ?? 0) + 1, holder: on.holder, runId, since: now.toISOString(), expiresAt: expiry(on.clock) };
  const etag = await writeLock(on.objects, lock, found === null ? 'absent' : { etag: found.etag });
  if (etag === null) throw lockedBy(await holderNow(on.objects, lock), 'was faster');
  return { lock, etag };
}

/** A write whose answer was lost is refused when it is sent again: then the object is ours all the same. */
async function writeLock(objects: ObjectStore, lock: Lock, condition: 'absent' | { readonly etag: string }): Promise<string | null> {
  const content = JSON.stringify(lock);
  const etag = await objects.write(lockKey, content, condition);
  if (etag !== null) return etag;
  const found = await objects.read(lockKey);
  return found !== null && new TextDecoder().decode(found.content) === content ? found.etag : null;
}

async function holderNow(objects: ObjectStore, otherwise: Lock): Promise<Lock> {
  const found = await objects.read(lockKey);
  return found === null ? otherwise : parseObject(lockSchema, found, `${objects.location}${lockKey}`);
}

async function beat(clock: Clock, extend: () => Promise<void>, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const isTime = await clock.sleep(heartbeatMs, signal).then(() => true, () => false);
    // A beat that fails is no news yet: whoever commits next extends the lock first, and hears it.
    if (isTime) await extend().catch(() => undefined);
  }
}

const expiry = (clock: Clock): string => new Date(clock.now().getTime() + leaseMs).toISOString();

function lockedBy(lock: Lock, doing: string): RunLockedError {
  const until = lock.expiresAt === null ? '' : ` If it died, the lock is free at ${lock.expiresAt}.`;
  return new RunLockedError(`"${lock.holder}" (run ${lock.runId}, since ${lock.since}) ${doing}. Wait for it, then run the same command again.${until}`, {
    command: lock.holder, since: lock.since,
  });
}
