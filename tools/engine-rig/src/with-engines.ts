import type { RigConfig } from './config.ts';
import type { RigSession } from './install/install-engines.ts';
import { engineNames, findProcess } from './process/engine-process.ts';
import type { RigEndpoints } from './rig-endpoints.ts';
import { startEngines } from './start/start-engines.ts';
import { stopEngines } from './stop/stop-engines.ts';

/**
 * Runs work against the rig, and stops it afterwards. A rig that was already running keeps running.
 *
 * @example
 * const lines = await withEngines(config, session, process.argv[1], ({ trinoUrl }) => compare(trinoUrl));
 */
export async function withEngines<T>(
  config: RigConfig,
  session: RigSession,
  entry: string,
  work: (endpoints: RigEndpoints) => Promise<T>,
): Promise<T> {
  const ranBefore = engineNames.every((name) => findProcess(config.runFolder, name) !== undefined);
  const endpoints = await startEngines(config, session, entry);
  try {
    return await work(endpoints);
  } finally {
    if (!ranBefore) await stopEngines(config, session);
  }
}
