import { RequestError } from '@tickerlake/pipeline';
import { createReleaseStore, type LocalRelease, type StorePaths } from '@tickerlake/pipeline/local';
import { type SourceName, sourceToRead, storeOf } from '../compose.ts';
import { type CommonOptions, resolveSettings, type Settings } from '../settings.ts';
import type { CommandContext } from './command.ts';

/** The store that a reading command looks at. */
export interface ReadStore {
  readonly settings: Settings;
  readonly source: SourceName;
  readonly paths: StorePaths;
}

/**
 * Finds the store of the chosen source, or of the one that ran last.
 *
 * @example
 * const { paths } = await findStore(options, context);
 */
export async function findStore(options: CommonOptions, context: CommandContext): Promise<ReadStore> {
  const settings = await resolveSettings(options, context.environment, context.cwd);
  const source = await sourceToRead(settings);
  return { settings, source, paths: storeOf(settings, source) };
}

/**
 * The current release of a store.
 *
 * @throws {RequestError} when nothing is published yet.
 * @example
 * const release = await currentRelease(store);
 */
export async function currentRelease(store: ReadStore): Promise<LocalRelease> {
  const release = await createReleaseStore(store.paths).current();
  if (release !== null) return release;
  throw new RequestError(`Nothing is published in ${store.paths.root} yet: run "tickerlake run --source ${store.source}" first.`);
}
