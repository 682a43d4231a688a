import * as z from 'zod';
import { RunLockedError } from '../../values/errors.ts';
import type { Clock } from '../../ports/clock.ts';
import type { ObjectStore } from './object-store.ts';
import { parseObject } from './parse-object.ts';

const lockSchema = z.object({
  /** Rises with every holder, so that a replaced holder is never mistaken for the present one. */
  token: z.int().positive(),
  holder: z.string(),
  runId: z.string(),
  since: z.string(),
  /** Null once it is released. */
  expiresAt: z.string().nullable(),
});

/** Who holds something, and until when. */
export type Lock = z.infer<typeof lockSchema>;

/** Where locks are stored, and who takes them. */
export interface LockContext {
  readonly objects: ObjectStore;
  readonly clock: Clock;
  /** Who holds it, for messages: a command, a Lambda's name. */
  readonly holder: string;
}

/** A lock: one object that is only ever replaced conditionally. */
export interface LockKind {
  readonly key: string;
  /** How long a holder may be silent before others may take it. */
  readonly leaseMs: number;
  /** What a holder does, as text. */
  readonly doing: string;
  /** Whether a lock that is held is the asker's own: then it may be taken over at once. */
  isOwn(held: Lock, runId: string, holder: string): boolean;
}

/** A lock, and the tag that its next replacement names. */
export interface TakenLock {
  readonly lock: Lock;
  readonly etag: string;
}

/**
 * Takes a lock that is free, expired or already the caller's.
 *
 * @throws {RunLockedError} when it is held: by whom, and until when.
 * @example
 * const { lock, etag } = await takeLock({ objects, clock, holder: 'tickerlake run' }, publisherLock, runId);
 */
export async function takeLock(context: LockContext, kind: LockKind, runId: string): Promise<TakenLock> {
  const now = context.clock.now();
  const found = await readLock(context, kind);
  const old = found?.lock ?? null;
  const isHeld = old !== null && old.expiresAt !== null && Date.parse(old.expiresAt) > now.getTime();
  if (old !== null && isHeld && !kind.isOwn(old, runId, context.holder)) throw lockedBy(old, kind.doing);
  const lock: Lock = {
    token: (old?.token ?? 0) + 1,
    holder: context.holder,
    runId,
    since: now.toISOString(),
    expiresAt: expiry(context, kind),
  };
  return replaceLock(context, kind, lock, found, 'took the lock first');
}

/**
 * The stored lock, held or released; null if it was never taken.
 *
 * @throws {StoreError} for an object that is not a lock.
 * @example
 * (await readLock({ objects }, publisherLock))?.lock.holder;
 */
export async function readLock(
  { objects }: Pick<LockContext, 'objects'>,
  { key }: LockKind,
): Promise<TakenLock | null> {
  const found = await objects.read(key);
  return found === null
    ? null
    : { lock: parseObject(lockSchema, found, `${objects.location}${key}`), etag: found.etag };
}

/**
 * Puts a lock in the place of the one that was read. A write whose answer was lost is refused when it is sent again: then the
 * object is ours anyway.
 *
 * @throws {RunLockedError} when another holder has replaced it meanwhile.
 * @example
 * const held = await replaceLock(context, publisherLock, { ...lock, expiresAt: null }, { etag }, 'has taken the lock meanwhile');
 */
export async function replaceLock(
  context: LockContext,
  kind: LockKind,
  next: Lock,
  old: { readonly etag: string } | null,
  doing: string,
): Promise<TakenLock> {
  const content = JSON.stringify(next);
  const etag = await context.objects.write(kind.key, content, old === null ? 'absent' : { etag: old.etag });
  if (etag !== null) return { lock: next, etag };
  const found = await readLock(context, kind);
  if (found !== null && JSON.stringify(found.lock) === content) return found;
  throw lockedBy(found?.lock ?? next, doing);
}

/**
 * When a lock that is taken now is free again without its holder.
 *
 * @example
 * expiry({ clock }, publisherLock); // '2026-06-01T12:02:00.000Z'
 */
export const expiry = ({ clock }: Pick<LockContext, 'clock'>, { leaseMs }: LockKind): string =>
  new Date(clock.now().getTime() + leaseMs).toISOString();

function lockedBy(lock: Lock, doing: string): RunLockedError {
  const until = lock.expiresAt === null ? '' : ` If it died, the lock is free at ${lock.expiresAt}.`;
  return new RunLockedError(
    `"${lock.holder}" (run ${lock.runId}, since ${lock.since}) ${doing}. Wait for it, then run the same command again.${until}`,
    {
      command: lock.holder,
      since: lock.since,
    },
  );
}
