import { RunLockedError } from '../../values/errors.ts';
import { runLeaseKey } from '../../storage/objects/lake-layout.ts';
import { type LockContext, type LockKind, readLock, replaceLock, takeLock } from '../../storage/objects/lock-object.ts';

/** Longer than the longest step and the longest wait between two. */
const runLock: LockKind = {
  key: runLeaseKey,
  leaseMs: 45 * 60_000,
  doing: 'is running',
  isOwn: (held, runId) => held.runId === runId,
};

/**
 * Makes a run the only one of its lake, or makes sure that it still is: before every step. A run that has been silent for 45
 * minutes may be replaced by another; it finds out at its next step.
 *
 * @throws {RunLockedError} when another run is in progress.
 * @example
 * await renewLease({ objects, clock, holder: 'tickerlake-prod-orchestrator' }, runId);
 */
export async function renewLease(context: LockContext, runId: string): Promise<void> {
  const held = await readLock(context, runLock);
  const leftMs = held?.lock.expiresAt == null ? 0 : Date.parse(held.lock.expiresAt) - context.clock.now().getTime();
  // Held for long enough: a write for each step would cost more than the steps.
  if (held?.lock.runId === runId && leftMs > runLock.leaseMs / 2) return;
  await takeLock(context, runLock, runId);
}

/**
 * Lets other runs in. Harmless when another run is in progress by now.
 *
 * @throws {StoreError} when S3 cannot be reached.
 * @example
 * await releaseLease({ objects, clock, holder }, runId);
 */
export async function releaseLease(context: LockContext, runId: string): Promise<void> {
  try {
    const { lock, etag } = await takeLock(context, runLock, runId);
    await replaceLock(context, runLock, { ...lock, expiresAt: null }, { etag }, 'is running');
  } catch (error) {
    if (!(error instanceof RunLockedError)) throw error;
  }
}
