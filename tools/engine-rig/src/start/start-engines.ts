import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { createConnection } from 'node:net';
import { dirname, join } from 'node:path';
import type { RigConfig } from '../config.ts';
import { RigError } from '../errors.ts';
import { installEngines, partFolders, type RigSession } from '../install/install-engines.ts';
import { readEndpoints, type RigEndpoints, toEndpoints, writeEndpoints } from '../rig-endpoints.ts';
import { stopEngines } from '../stop/stop-engines.ts';
import { frontCommand, motoCommand, trinoCommand, trinoConfigFolder } from './engine-commands.ts';
import { dataFolder, type EngineName, engineNames, findProcess, startProcess } from '../process/engine-process.ts';
import { makeBucket, makeProbeTable, scanProbeTable } from './probes.ts';
import { trinoFiles } from './trino-files.ts';
import { waitUntilReady } from './wait-until-ready.ts';

/**
 * Installs what is missing, starts moto, the front and Trino, and waits until a table scan works. If they are already
 * running, returns their endpoints.
 *
 * @throws {MissingProgramsError} When the machine lacks a program.
 * @throws {RigError} When a port is in use, a process ends, or a query does not succeed in time; what was started is
 * stopped again.
 *
 * @example
 * const { trinoUrl } = await startEngines(config, session, process.argv[1]);
 */
export async function startEngines(config: RigConfig, session: RigSession, entry: string): Promise<RigEndpoints> {
  const running = readEndpoints(config.runFolder);
  if (running !== undefined && engineNames.every((name) => findProcess(config.runFolder, name) !== undefined))
    return running;
  await installEngines(config, session);
  await stopEngines(config, session);
  for (const port of Object.values(config.ports)) await requireFree(port);
  const startedAtMs = session.nowMs();
  const endpoints = toEndpoints(config.ports);
  writeConfiguration(config, endpoints);
  try {
    await startAll(config, session, endpoints, entry);
  } catch (error) {
    await stopEngines(config, session);
    throw error;
  }
  writeEndpoints(config.runFolder, endpoints);
  session.say(
    `Engines ready after ${((session.nowMs() - startedAtMs) / 1000).toFixed(1)} s: Trino ${endpoints.trinoUrl}, Glue ${endpoints.glueEndpoint}, S3 ${endpoints.s3Endpoint}.`,
  );
  return endpoints;
}

async function startAll(config: RigConfig, session: RigSession, endpoints: RigEndpoints, entry: string): Promise<void> {
  const { runFolder } = config;
  await startProcess(runFolder, motoCommand(config));
  await startProcess(runFolder, frontCommand(config, process.execPath, entry));
  await startProcess(runFolder, trinoCommand(config));
  const wait = (
    engine: EngineName,
    what: string,
    pauseMs: number,
    attempt: (signal: AbortSignal) => Promise<unknown>,
  ) => waitUntilReady({ engine, what, pauseMs, try: attempt }, runFolder, engineNames, session.signal);
  await wait('moto', 'S3', 100, (signal) => makeBucket(endpoints, signal));
  await wait('front', 'The front', 100, (signal) => fetch(`${endpoints.glueEndpoint}/rig/health`, { signal }));
  await wait('trino', 'Creating a table on Trino', 500, (signal) => makeProbeTable(endpoints, signal));
  await wait('trino', 'Reading a table on Trino', 250, (signal) => scanProbeTable(endpoints, signal));
}

function writeConfiguration(config: RigConfig, endpoints: RigEndpoints): void {
  const folder = trinoConfigFolder(config.runFolder);
  rmSync(folder, { recursive: true, force: true });
  rmSync(dataFolder(config.runFolder, 'trino'), { recursive: true, force: true });
  mkdirSync(dataFolder(config.runFolder, 'trino'), { recursive: true });
  for (const [path, text] of Object.entries(trinoFiles(endpoints, partFolders(config.cacheFolder).trinoPlugins))) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

async function requireFree(port: number): Promise<void> {
  const isTaken = await new Promise<boolean>((resolve) => {
    const socket = createConnection({ host: '127.0.0.1', port }, () => resolve(true));
    socket.once('error', () => resolve(false)).once('close', () => undefined);
    socket.once('connect', () => socket.destroy());
  });
  if (isTaken) {
    throw new RigError(
      `Port ${port} on loopback is in use by another process. Stop it, or set ENGINES_TRINO_PORT, ENGINES_MOTO_PORT or ENGINES_FRONT_PORT to a free one.`,
    );
  }
}
