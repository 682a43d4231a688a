import { join } from 'node:path';
import type { RigConfig } from '../config.ts';
import { installPart, isInstalled, type EnginePart } from './engine-part.ts';
import { findPrograms } from './find-programs.ts';
import { mcpGrafanaPart } from './mcp-grafana-part.ts';
import { motoPart } from './moto-part.ts';
import { trinoPart } from './trino-part.ts';

/**
 * Folders of the installed parts.
 *
 * @example
 * partFolders(config.cacheFolder).trino; // '.engines/trino'
 */
export function partFolders(cacheFolder: string): { readonly trino: string; readonly moto: string; readonly mcpGrafana: string } {
  return { trino: join(cacheFolder, 'trino'), moto: join(cacheFolder, 'moto'), mcpGrafana: join(cacheFolder, 'mcp-grafana') };
}

/** Who to tell, when to stop, and a clock for the time it took. */
export interface RigSession {
  readonly say: (line: string) => void;
  readonly signal: AbortSignal;
  /** Milliseconds that only go forward. */
  readonly nowMs: () => number;
}

/**
 * Installs what isn't there yet, all parts at once: about a minute the first time, milliseconds afterwards.
 *
 * @throws {MissingProgramsError} When something is to be installed and the machine lacks a program for it.
 * @throws {RigError} When a download failed twice.
 *
 * @example
 * await installEngines(config, { say: console.log, signal, nowMs: () => performance.now() });
 */
export async function installEngines(config: RigConfig, session: RigSession): Promise<void> {
  const folders = partFolders(config.cacheFolder);
  const parts: [EnginePart, string][] = [[trinoPart, folders.trino], [motoPart, folders.moto], [mcpGrafanaPart, folders.mcpGrafana]];
  const wanted = parts.filter(([part, folder]) => !isInstalled(part, folder));
  if (wanted.length === 0) return;
  const programs = findPrograms(config);
  const startedAtMs = session.nowMs();
  const say = (line: string) => session.say(`[${((session.nowMs() - startedAtMs) / 1000).toFixed(1)} s] ${line}`);
  say(`Installing ${wanted.map(([part]) => part.name).join(' and ')} into ${config.cacheFolder}, about a minute.`);
  const stopOthers = new AbortController();
  const signal = AbortSignal.any([session.signal, stopOthers.signal]);
  const installOne = async ([part, folder]: [EnginePart, string]) => {
    await installPart(part, folder, { programs, signal, say });
    say(`${part.name} is installed.`);
  };
  try {
    await Promise.all(wanted.map(installOne));
  } catch (error) {
    stopOthers.abort(error);
    throw error;
  }
}
