import { join } from 'node:path';
import type { BarSource } from '../../ports/bar-source.ts';
import { RequestError } from '../../values/errors.ts';
import type { SourceTools } from '../source-definition.ts';
import { createFilesSource } from './files-source.ts';
import type { FilesSettings } from './files-settings.ts';

/**
 * A team's own files.
 *
 * @throws {RequestError} when the configuration does not say where they are.
 * @example
 * const source = openFiles({ files: { folder: 'bars', bar: 'minute' } }, tools);
 */
export function openFiles(
  { files }: { readonly files?: FilesSettings | undefined },
  { calendars, clock, folder, openEngine }: SourceTools,
): BarSource {
  const scratch = join(folder, 'scratch');
  return createFilesSource({ settings: statedFiles(files), scratch, openEngine, calendars, clock });
}

/**
 * The setting, which has no default.
 *
 * @throws {RequestError} without it.
 * @example
 * const { folder } = statedFiles(config.files);
 */
export function statedFiles(files: FilesSettings | undefined): FilesSettings {
  if (files !== undefined) return files;
  throw new RequestError(
    'Source files needs to know where your files are and how long their bars are: set "files": { "folder": "bars", "bar": "minute", "zone": "America/New_York" } in tickerlake.config.json. docs/how-to/use-your-own-files.md explains it.',
  );
}
