import { join } from 'node:path';
import type { RigConfig } from '../config.ts';
import { RigError } from '../errors.ts';
import { installPart, isInstalled, type EnginePart } from './engine-part.ts';
import { findPrograms, type Programs } from './find-programs.ts';
import { mcpGrafanaPart } from './mcp-grafana-part.ts';
import { motoPart } from './moto-part.ts';
import { pythonReadersPart } from './python-readers-part.ts';
import { trinoLakePart } from './trino-lake-part.ts';
import { trinoServerPart } from './trino-server-part.ts';

/** The folder of each installed part. */
export interface PartFolders {
  readonly trinoServer: string;
  /** Trino's `plugin.dir`: one folder per plugin. */
  readonly trinoPlugins: string;
  readonly moto: string;
  readonly mcpGrafana: string;
  readonly pythonReaders: string;
}

/**
 * The folders of the installed parts.
 *
 * @example
 * partFolders('.engines').moto; // '.engines/moto'
 */
export function partFolders(cacheFolder: string): PartFolders {
  return {
    trinoServer: join(cacheFolder, 'trino-server'),
    trinoPlugins: join(cacheFolder, 'trino-plugins'),
    moto: join(cacheFolder, 'moto'),
    mcpGrafana: join(cacheFolder, 'mcp-grafana'),
    pythonReaders: join(cacheFolder, 'python-readers'),
  };
}

/** Progress output, an abort signal and a clock. */
export interface RigSession {
  readonly say: (line: string) => void;
  readonly signal: AbortSignal;
  /** A monotonic clock in milliseconds. */
  readonly nowMs: () => number;
}

/**
 * Installs the missing parts in parallel: about a minute the first time, milliseconds afterwards. A part that fails
 * does not stop the others, so the next install retries only that one.
 *
 * @throws {MissingProgramsError} When a part must be installed and a program for it is missing.
 * @throws {RigError} When a part failed: names each failed part with its reason.
 *
 * @example
 * await installEngines(config, { say: console.log, signal, nowMs: () => performance.now() });
 */
export async function installEngines(config: RigConfig, session: RigSession): Promise<void> {
  const folders = partFolders(config.cacheFolder);
  const parts: readonly (readonly [EnginePart, string])[] = [
    [trinoServerPart, folders.trinoServer],
    [trinoLakePart, folders.trinoPlugins],
    [motoPart, folders.moto],
    [mcpGrafanaPart, folders.mcpGrafana],
    [pythonReadersPart, folders.pythonReaders],
  ];
  await installParts(parts, config.cacheFolder, () => findPrograms(config), session);
}

/**
 * Installs the missing parts, each into its folder.
 *
 * @param parts Each part with its folder.
 * @param findThem Called only when something is missing.
 * @throws {RigError} As `installEngines` does; transient when every failure is.
 *
 * @example
 * await installParts([[motoPart, '.engines/moto']], '.engines', () => findPrograms(config), session);
 */
export async function installParts(
  parts: readonly (readonly [EnginePart, string])[],
  cacheFolder: string,
  findThem: () => Programs,
  session: RigSession,
): Promise<void> {
  const wanted = parts.filter(([part, folder]) => !isInstalled(part, folder));
  if (wanted.length === 0) return;
  const programs = findThem();
  const startedAtMs = session.nowMs();
  const say = (line: string) => session.say(`[${((session.nowMs() - startedAtMs) / 1000).toFixed(1)} s] ${line}`);
  say(`Installing ${wanted.map(([part]) => part.name).join(', ')} into ${cacheFolder}, about a minute.`);
  const outcomes = await Promise.allSettled(
    wanted.map(async ([part, folder]) => {
      const sayPart = (line: string) => say(`${part.name}: ${line}`);
      await installPart(part, folder, {
        programs,
        downloadsFolder: join(cacheFolder, 'downloads'),
        signal: session.signal,
        say: sayPart,
      });
      sayPart('installed.');
    }),
  );
  session.signal.throwIfAborted();
  const failures = outcomes.flatMap((outcome, index) => {
    const name = wanted[index]?.[0].name ?? '';
    return outcome.status === 'rejected' ? [{ name, reason: outcome.reason as unknown }] : [];
  });
  if (failures.length === 0) return;
  const sentences = failures.map(
    ({ name, reason }) => `${name}: ${reason instanceof Error ? reason.message : String(reason)}`,
  );
  throw new RigError(
    `${failures.length} of ${parts.length} parts of the rig could not be installed. ${sentences.join(' ')} ` +
      'The other parts are kept: run npm run engines:install again to install only what is missing.',
    {
      cause: failures[0]?.reason,
      transient: failures.every(({ reason }) => reason instanceof RigError && reason.transient),
    },
  );
}
