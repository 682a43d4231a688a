import { join } from 'node:path';
import type { SourceName } from '@tickerlake/pipeline';
import { type StorePaths, storePaths } from '@tickerlake/pipeline/local';
import type { Settings } from './settings.ts';

/**
 * The store of a source on this machine. Each source has its own, so that simulated and real bars never mix.
 *
 * @example
 * storeOf(settings, 'replay').root; // '.tickerlake/replay'
 */
export const storeOf = (settings: Settings, source: SourceName): StorePaths =>
  storePaths(join(settings.dataDir, source));
