import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Programs } from './find-programs.ts';

/** What a part is installed with. */
export interface InstallTools {
  readonly programs: Programs;
  /** Finished downloads, kept until their part is complete, so that a second install resumes after them. */
  readonly downloadsFolder: string;
  readonly signal: AbortSignal;
  readonly say: (line: string) => void;
}

/** A part of the rig that is installed once, into a folder of its own. */
export interface EnginePart {
  readonly name: string;
  /** Changes when what is installed must change: versions, layout. */
  readonly edition: string;
  /** Paths below its folder that starting needs. */
  readonly provides: readonly string[];
  /** Installs into an empty folder. */
  readonly install: (folder: string, tools: InstallTools) => Promise<void>;
}

const MARKER = 'complete.json';

/**
 * Whether a part is installed: its marker, which is written last, is of this edition, and what it provides is there.
 *
 * @example
 * isInstalled(motoPart, '.engines/moto');
 */
export function isInstalled(part: EnginePart, folder: string): boolean {
  return readMarker(folder) === toMarker(part) && part.provides.every((path) => existsSync(join(folder, path)));
}

/**
 * Installs a part into its folder, and marks it complete last of all: an interrupted install starts over, except for downloads
 * that were complete.
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
