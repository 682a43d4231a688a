import { setTimeout as sleep } from 'node:timers/promises';
import type { RigConfig } from '../config.ts';
import type { RigSession } from '../install/install-engines.ts';
import { removeEndpoints } from '../rig-endpoints.ts';
import { engineNames, findProcess, forgetProcess, type StartedProcess } from '../process/engine-process.ts';
import { identifyProcess } from '../process/process-identity.ts';

const MOST_STOPPING_MS = 25_000; // Trino writes its archive of loaded classes at the first stop

/**
 * Stops every process named by a pid file that is still the same process: gracefully, then by force.
 *
 * @returns the names of the processes that were running.
 * @example
 * await stopEngines(config, session); // ['trino', 'front', 'moto']
 */
export async function stopEngines(config: RigConfig, session: Pick<RigSession, 'nowMs'>): Promise<readonly string[]> {
  removeEndpoints(config.runFolder);
  const stopped: string[] = [];
  for (const name of [...engineNames].reverse()) {
    const found = findProcess(config.runFolder, name);
    if (found !== undefined) {
      await stopProcess(found, session);
      stopped.push(name);
    }
    forgetProcess(config.runFolder, name);
  }
  return stopped;
}

/**
 * Stops one process of the rig: gracefully, then by force.
 *
 * @example
 * await stopProcess(found, session);
 */
export async function stopProcess(found: StartedProcess, { nowMs }: Pick<RigSession, 'nowMs'>): Promise<void> {
  const isRunning = () => identifyProcess(found.pid) === found.identity;
  const endsBy = nowMs() + MOST_STOPPING_MS;
  signalProcess(found.pid, 'SIGTERM');
  while (isRunning() && nowMs() < endsBy) await sleep(50);
  if (isRunning()) signalProcess(found.pid, 'SIGKILL');
  while (isRunning()) await sleep(20);
}

function signalProcess(pid: number, signal: 'SIGTERM' | 'SIGKILL'): void {
  try {
    process.kill(pid, signal);
  } catch {
    // it ended between the look and the signal
  }
}
