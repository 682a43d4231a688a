import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type SourceName, sourceNames } from '@tickerlake/pipeline';
import { writeFileAtomic } from '@tickerlake/pipeline/local';
import type { Settings } from './settings.ts';

const fileOf = ({ dataDir }: Settings): string => join(dataDir, 'last-source');

/**
 * The source that a reading command reads: the chosen one, otherwise the one that ran last on this machine. A file that is missing or
 * damaged is ignored; the next run writes it again.
 *
 * @example
 * const name = await sourceToRead(settings);
 */
export async function sourceToRead(settings: Settings): Promise<SourceName> {
  if (settings.chosenSource !== null) return settings.chosenSource;
  const last = await readFile(fileOf(settings), 'utf8').catch(() => '');
  return sourceNames.find((name) => name === last.trim()) ?? settings.sourceToRun;
}

/**
 * Remembers which source ran last.
 *
 * @example
 * await rememberSource(settings, 'replay');
 */
export const rememberSource = (settings: Settings, source: SourceName): Promise<void> =>
  writeFileAtomic(fileOf(settings), `${source}\n`);
