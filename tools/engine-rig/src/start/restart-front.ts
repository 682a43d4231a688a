import type { RigConfig } from '../config.ts';
import { RigError } from '../errors.ts';
import type { RigSession } from '../install/install-engines.ts';
import { readEndpoints } from '../rig-endpoints.ts';
import { stopProcess } from '../stop/stop-engines.ts';
import { frontCommand } from './engine-commands.ts';
import { engineNames, findProcess, startProcess } from '../process/engine-process.ts';
import { waitUntilReady } from './wait-until-ready.ts';

/**
 * Replaces the running front with the one just built; Trino and the contents of Glue and S3 are kept.
 *
 * @throws {RigError} When no rig runs, or the new front does not answer in time.
 *
 * @example
 * await restartFront(config, session, process.argv[1]);
 */
export async function restartFront(config: RigConfig, session: RigSession, entry: string): Promise<void> {
  const endpoints = readEndpoints(config.runFolder);
  if (endpoints === undefined) throw new RigError('No engines run: start them with npm run engines:start.');
  const front = findProcess(config.runFolder, 'front');
  if (front !== undefined) await stopProcess(front, session);
  await startProcess(config.runFolder, frontCommand(config, process.execPath, entry));
  const isUp = (signal: AbortSignal) => fetch(`${endpoints.glueEndpoint}/rig/health`, { signal });
  await waitUntilReady(
    { engine: 'front', what: 'The front', pauseMs: 50, try: isUp },
    config.runFolder,
    engineNames,
    session.signal,
  );
}
