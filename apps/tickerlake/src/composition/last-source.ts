import { access, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { RequestError, type SourceName, sourceNames } from '@tickerlake/pipeline';
import { writeFileAtomic } from '@tickerlake/pipeline/local';
import type { Settings } from './settings.ts';
import { storeOf } from './store-of.ts';

const fileOf = ({ dataDir }: Settings): string => join(dataDir, 'last-source');

/**
 * The source that a reading command reads: the chosen one, otherwise the one that ran last on this machine. If the file that says so is
 * missing or damaged, the only store there is; without any store, the source of the next run.
 *
 * @throws {RequestError} when the file is damaged and there are several stores.
 * @example
 * const name = await sourceToRead(settings);
 */
export async function sourceToRead(settings: Settings): Promise<SourceName> {
  if (settings.chosenSource !== null) return settings.chosenSource;
  const text = await readFile(fileOf(settings), 'utf8').catch((error: NodeJS.ErrnoException) =>
    error.code === 'ENOENT' ? null : '',
  );
  const last = sourceNames.find((name) => name === text?.trim());
  if (last !== undefined) return last;
  const found: SourceName[] = [];
  for (const name of sourceNames) if (await exists(storeOf(settings, name).root)) found.push(name);
  const [only] = found;
  if (only !== undefined && found.length === 1) return only;
  if (text !== null && found.length > 1)
    throw new RequestError(
      `${fileOf(settings)} is damaged, so it is not known which source ran last: add --source ${found.join(' or --source ')}. The next run writes the file again.`,
    );
  return settings.sourceToRun;
}

/**
 * Remembers which source ran last.
 *
 * @throws {RequestError} when the file cannot be written; what was published is not affected.
 * @example
 * await rememberSource(settings, 'replay');
 */
export async function rememberSource(settings: Settings, source: SourceName): Promise<void> {
  try {
    await writeFileAtomic(fileOf(settings), `${source}\n`);
  } catch (cause) {
    throw new RequestError(
      `${fileOf(settings)} cannot be written (${cause instanceof Error ? cause.message : String(cause)}). Remove it, or add --source ${source} to commands that read.`,
      { cause },
    );
  }
}

const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );
