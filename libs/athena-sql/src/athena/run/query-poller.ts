import type { AthenaApi, AthenaExecution } from './athena-api.ts';
import { toApiErrorKind } from '../../calls/api-error.ts';
import { callOnce } from '../../calls/call-api.ts';
import type { Clock } from '../../calls/clock.ts';

/** One poller for all running queries. */
export interface QueryPoller {
  /**
   * Waits until an execution has ended: SUCCEEDED, FAILED or CANCELLED.
   *
   * @param onRunning called each time it has not ended yet.
   * @throws the signal's reason when aborted (the execution continues), or the API's error when the state cannot be read.
   */
  wait(
    queryId: string,
    signal?: AbortSignal,
    onRunning?: (execution: AthenaExecution) => void,
  ): Promise<AthenaExecution>;
}

/** How often to poll. */
export interface PollPolicy {
  /** Wait before the first question about an execution, in ms. */
  readonly firstMs: number;
  /** Longest wait between two questions, in ms. */
  readonly capMs: number;
  /** A call without an answer after this long counts as failed. */
  readonly deadlineMs: number;
  /** So many throttled or failed questions in a row are borne for each execution. */
  readonly maxFailures: number;
}

interface Waiter {
  running(execution: AthenaExecution): void;
  resolve(execution: AthenaExecution): void;
  reject(error: unknown): void;
}

interface Entry {
  readonly queryId: string;
  readonly waiters: Set<Waiter>;
  dueMs: number;
  intervalMs: number;
  failures: number;
}

/** Athena's limit on the ids of one `BatchGetQueryExecution`. */
const maxBatch = 50;
/** Each wait is half as long again as the one before: a query is noticed within a third of its age. */
const growth = 1.5;
const ended = new Set(['SUCCEEDED', 'FAILED', 'CANCELLED']);

/**
 * One loop that polls all executions together: those that are due and, since the call costs the same, up to 50 others.
 * Each execution has its own growing interval. Where the batch call is denied or unknown, single calls take its place.
 *
 * @example
 * const poller = createQueryPoller(athena, clock, { firstMs: 200, capMs: 5_000, deadlineMs: 30_000, maxFailures: 20 });
 * const execution = await poller.wait(queryId, signal);
 */
export function createQueryPoller(athena: AthenaApi, clock: Clock, policy: PollPolicy): QueryPoller {
  const entries = new Map<string, Entry>();
  let canBatch = true;
  let isRunning = false;
  let wake = new AbortController();
  const nowMs = (): number => clock.now().getTime();

  const settle = (entry: Entry, act: (waiter: Waiter) => void): void => {
    entries.delete(entry.queryId);
    for (const waiter of entry.waiters) act(waiter);
  };
  const postpone = (entry: Entry): void => {
    if (entry.dueMs > nowMs()) return;
    entry.intervalMs = Math.min(policy.capMs, entry.intervalMs * growth);
    entry.dueMs = nowMs() + entry.intervalMs;
  };
  const learn = (entry: Entry, execution: AthenaExecution): void => {
    entry.failures = 0;
    if (ended.has(execution.Status?.State ?? '')) {
      settle(entry, (waiter) => waiter.resolve(execution));
      return;
    }
    postpone(entry);
    for (const waiter of entry.waiters) waiter.running(execution);
  };
  const bear = (entry: Entry, error: unknown): void => {
    entry.failures += 1;
    const kind = toApiErrorKind(error);
    const isBearable = (kind === 'throttled' || kind === 'unavailable') && entry.failures < policy.maxFailures;
    if (isBearable) postpone(entry);
    else settle(entry, (waiter) => waiter.reject(error));
  };

  const askOne = async (entry: Entry): Promise<void> => {
    try {
      const { QueryExecution } = await callOnce(
        (options) => athena.getQueryExecution({ QueryExecutionId: entry.queryId }, options),
        { clock, deadlineMs: policy.deadlineMs },
      );
      learn(entry, QueryExecution ?? {});
    } catch (error) {
      bear(entry, error);
    }
  };
  const askTogether = async (asked: readonly Entry[]): Promise<void> => {
    try {
      const ids = asked.map((entry) => entry.queryId);
      const { QueryExecutions = [] } = await callOnce(
        (options) => athena.batchGetQueryExecution({ QueryExecutionIds: ids }, options),
        { clock, deadlineMs: policy.deadlineMs },
      );
      const found = new Map(QueryExecutions.map((execution) => [execution.QueryExecutionId, execution]));
      // An id that fails in the batch is requested alone, which gives its own error.
      await Promise.all(
        asked.map((entry) => {
          const execution = found.get(entry.queryId);
          return execution === undefined ? askOne(entry) : learn(entry, execution);
        }),
      );
    } catch (error) {
      const kind = toApiErrorKind(error);
      if (kind === 'throttled' || kind === 'unavailable') {
        for (const entry of asked) bear(entry, error);
        return;
      }
      canBatch = false;
      await Promise.all(asked.map(askOne));
    }
  };

  const ask = async (): Promise<void> => {
    const sooner = [...entries.values()].sort((a, b) => a.dueMs - b.dueMs);
    const due = sooner.filter((entry) => entry.dueMs <= nowMs());
    if (!canBatch) {
      await Promise.all(due.map(askOne));
      return;
    }
    const asked = sooner.slice(0, Math.max(maxBatch, due.length));
    const batches = Array.from({ length: Math.ceil(asked.length / maxBatch) }, (_, index) =>
      asked.slice(index * maxBatch, (index + 1) * maxBatch),
    );
    await Promise.all(batches.map(askTogether));
  };

  const loop = async (): Promise<void> => {
    try {
      while (entries.size > 0) {
        const dueMs = Math.min(...[...entries.values()].map((entry) => entry.dueMs));
        wake = new AbortController();
        const { signal } = wake;
        await clock.sleep(Math.max(0, dueMs - nowMs()), signal).catch((error: unknown) => {
          if (!signal.aborted) throw error;
        });
        if (!signal.aborted) await ask();
      }
    } finally {
      // In the same turn as the last look at the entries: the next caller must start a new loop.
      isRunning = false;
    }
  };
  const start = (): void => {
    if (isRunning) {
      wake.abort();
      return;
    }
    isRunning = true;
    loop().catch((error: unknown) => {
      for (const entry of [...entries.values()]) settle(entry, (waiter) => waiter.reject(error));
    });
  };

  return {
    wait(queryId, signal, onRunning) {
      return new Promise((resolve, reject) => {
        if (signal?.aborted === true) {
          reject(signal.reason);
          return;
        }
        const entry = entries.get(queryId) ?? {
          queryId,
          waiters: new Set(),
          dueMs: nowMs() + policy.firstMs,
          intervalMs: policy.firstMs,
          failures: 0,
        };
        entries.set(queryId, entry);
        const onAbort = (): void => {
          entry.waiters.delete(waiter);
          if (entry.waiters.size === 0) entries.delete(queryId);
          wake.abort();
          reject(signal?.reason);
        };
        const done = (): void => signal?.removeEventListener('abort', onAbort);
        const waiter: Waiter = {
          running: (execution) => onRunning?.(execution),
          resolve: (execution) => (done(), resolve(execution)),
          reject: (error) => (done(), reject(error)),
        };
        entry.waiters.add(waiter);
        signal?.addEventListener('abort', onAbort, { once: true });
        start();
      });
    },
  };
}
