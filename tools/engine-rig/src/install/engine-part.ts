import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Programs } from './find-programs.ts';

/** The dependencies of an installation. */
export interface InstallTools {
  readonly programs: Programs;
  /** Completed downloads, kept until their part is installed, so that a second install can reuse them. */
  readonly downloadsFolder: string;
  readonly signal: AbortSignal;
  readonly say: (line: string) => void;
}

/** A part of the rig, installed once into its own folder. */
export interface EnginePart {
  readonly name: string;
  /** Changes whenever the installed content must change: versions, layout. */
  readonly edition: string;
  /** Paths in its folder that must exist to start. */
  readonly provides: readonly string[];
  /** Installs into an empty folder. */
  readonly install: (folder: string, tools: InstallTools) => Promise<void>;
}

const MARKER = 'complete.json';

/**
 * Whether a part is installed: its marker, written last, has this edition, and the files it provides exist.
 *
 * @example
 * isInstalled(motoPart, '.engines/moto');
 */
export function isInstalled(part: EnginePart, folder: string): boolean {
  return readMarker(folder) === toMarker(part) && part.provides.every((path) => existsSync(join(folder, path)));
}

/**
 * Installs a part into its folder and writes the marker last: an interrupted install starts over, but reuses completed
 * downloads.
 *
 * @example
 * await installPart(motoPart, '.engines/moto', tools);
 */
export async function installPart(part: EnginePart, folder: string, tools: InstallTools): Promise<void> {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  await part.install(folder, tools);
  writeFileSync(join(folder, MARKER), toMarker(part));
}

function toMarker(part: EnginePart): string {
  return `${JSON.stringify({ part: part.name, edition: part.edition })}\n`;
}

function readMarker(folder: string): string | undefined {
  try {
    return readFileSync(join(folder, MARKER), 'utf8');
  } catch {
    return undefined; // never installed, or interrupted
  }
}
