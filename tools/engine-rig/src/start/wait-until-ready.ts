import { setTimeout as sleep } from 'node:timers/promises';
import { RigError } from '../errors.ts';
import { type EngineName, engineNames, findProcess, readLogTail } from './engine-process.ts';

/** Something that works once an engine is ready. */
export interface Probe {
  readonly what: string;
  readonly pauseMs: number;
  readonly try: (signal: AbortSignal) => Promise<unknown>;
}

/**
 * Tries until the probe works.
 *
 * @throws {RigError} When a process of the rig ends meanwhile, with its last words, or after `timeoutMs`.
 *
 * @example
 * await waitUntilReady({ what: 'moto', pauseMs: 100, try: (signal) => fetch(url, { signal }) }, '.engines/run', ['moto'], 30_000, signal);
 */
export async function waitUntilReady(probe: Probe, runFolder: string, running: readonly EngineName[], timeoutMs: number, signal: AbortSignal): Promise<void> {
  const limit = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]);
  let failure: unknown;
  while (!limit.aborted) {
    const ended = engineNames.filter((name) => running.includes(name)).find((name) => findProcess(runFolder, name) === undefined);
    if (ended !== undefined) throw new RigError(`${ended} ended while it started. Its last words: ${readLogTail(runFolder, ended)}`);
    try {
      await probe.try(limit);
      return;
    } catch (error) {
      failure = error;
    }
    await sleep(probe.pauseMs, undefined, { signal: limit }).catch(() => undefined);
  }
  signal.throwIfAborted();
  throw new RigError(`${probe.what} was not ready after ${timeoutMs / 1000} s. See the logs in ${runFolder}.`, { cause: failure, transient: true });
}
