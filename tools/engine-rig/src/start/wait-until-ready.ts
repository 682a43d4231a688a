import { setTimeout as sleep } from 'node:timers/promises';
import { RigError } from '../errors.ts';
import { type EngineName, engineNames, findProcess, readLogTail } from '../process/engine-process.ts';

/** Trino needs 20 s on an idle machine with two cores; on one that also compiles and tests it took over two minutes. */
const LONGEST_START_MS = 10 * 60_000;

/** A check that succeeds once an engine is ready. */
export interface Probe {
  /** The engine under test; errors name its log. */
  readonly engine: EngineName;
  /** What works: `S3`. */
  readonly what: string;
  readonly pauseMs: number;
  readonly try: (signal: AbortSignal) => Promise<unknown>;
}

/**
 * Retries until the probe succeeds.
 *
 * @throws {RigError} When a process of the rig ends first (with the end of its log), or after ten minutes.
 *
 * @example
 * await waitUntilReady({ engine: 'moto', what: 'S3', pauseMs: 100, try: (signal) => fetch(url, { signal }) }, '.engines/run', ['moto'], signal);
 */
export async function waitUntilReady(
  probe: Probe,
  runFolder: string,
  running: readonly EngineName[],
  signal: AbortSignal,
): Promise<void> {
  const limit = AbortSignal.any([signal, AbortSignal.timeout(LONGEST_START_MS)]);
  let failure: unknown;
  while (!limit.aborted) {
    const ended = engineNames
      .filter((name) => running.includes(name))
      .find((name) => findProcess(runFolder, name) === undefined);
    if (ended !== undefined)
      throw new RigError(`${ended} ended while it started. The end of its log: ${readLogTail(runFolder, ended)}`);
    try {
      await probe.try(limit);
      return;
    } catch (error) {
      failure = error;
    }
    await sleep(probe.pauseMs, undefined, { signal: limit }).catch(() => undefined);
  }
  signal.throwIfAborted();
  throw new RigError(
    `${probe.what} was not ready after ${LONGEST_START_MS / 60_000} minutes. The end of the log of ${probe.engine} in ${runFolder}: ${readLogTail(runFolder, probe.engine)}`,
    { cause: failure, transient: true },
  );
}
