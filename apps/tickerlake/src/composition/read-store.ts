import { RequestError, type SourceName } from '@tickerlake/pipeline';
import { createReleaseStore, type LocalRelease, type StorePaths } from '@tickerlake/pipeline/local';
import { sourceToRead } from './last-source.ts';
import { resolveSettings } from './resolve-settings.ts';
import type { CommonOptions, Settings } from './settings.ts';
import { storeOf } from './store-of.ts';
import type { CommandContext } from './command-context.ts';
import { nothingPublishedText } from '../output/nothing-published-text.ts';

/** The store that a command reads. */
export interface ReadStore {
  readonly settings: Settings;
  readonly source: SourceName;
  readonly paths: StorePaths;
  /** Interrupts queries. */
  readonly signal: AbortSignal;
}

/**
 * The settings, and the chosen source or the one that ran last.
 *
 * @example
 * const { settings, source } = await findSource(options, context);
 */
export async function findSource(
  options: CommonOptions,
  context: CommandContext,
): Promise<Omit<ReadStore, 'paths' | 'signal'>> {
  const settings = await resolveSettings(options, context.environment, context.cwd);
  return { settings, source: await sourceToRead(settings) };
}

/**
 * The store of the chosen source, or of the one that ran last, on this machine.
 *
 * @throws {RequestError} when the configured target is not this machine.
 * @example
 * const { paths } = await findStore(options, context);
 */
export async function findStore(options: CommonOptions, context: CommandContext): Promise<ReadStore> {
  const { settings, source } = await findSource(options, context);
  if (settings.target !== 'local') {
    throw new RequestError(
      `This command reads the store on this machine, but the configured target is ${settings.target}: query the tables of ${settings.config.lake.database}_${source} there, or use a configuration whose target is local.`,
    );
  }
  return { settings, source, paths: storeOf(settings, source), signal: context.signal };
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
  throw new RequestError(nothingPublishedText(store.paths.root, store.source));
}
