import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { BarSource } from '../../ports/bar-source.ts';
import { RequestError } from '../../values/errors.ts';
import type { SourceTools } from '../source-definition.ts';
import { flatFileBucket } from './flat-file-bucket.ts';
import { flatFileFolder } from './flat-file-folder.ts';
import type { FlatFilePlace } from './flat-file-place.ts';
import { createFlatFileSource } from './flatfile-source.ts';

/** Where the files are. */
export interface FlatFileSettings {
  readonly flatfiles: {
    readonly location?: string | undefined;
    readonly endpoint: string;
    readonly region: string;
  };
}

/**
 * The vendor's flat files, from a folder or from S3.
 *
 * @throws {RequestError} when no location is given, or the keys of S3 are missing.
 * @example
 * const source = await openFlatFiles({ flatfiles: { location: '/data/flatfiles', endpoint, region } }, tools);
 */
export async function openFlatFiles({ flatfiles }: FlatFileSettings, tools: SourceTools): Promise<BarSource> {
  const scratch = join(tools.folder, 'scratch', 'flatfiles');
  return createFlatFileSource({
    place: await openPlace(flatfiles, tools),
    calendars: tools.calendars,
    clock: tools.clock,
    scratch,
    openEngine: () => tools.openEngine(scratch),
    onRead: tools.onRead,
  });
}

async function openPlace(
  { location, endpoint, region }: FlatFileSettings['flatfiles'],
  { secret, openS3 }: SourceTools,
): Promise<FlatFilePlace> {
  if (location === undefined)
    throw new RequestError(
      'Source flatfiles needs a folder or an s3:// address: add --flat-files <location>, or "flatfiles": { "location": "s3://flatfiles" } in the configuration.',
    );
  if (!location.startsWith('s3://')) {
    const found = await stat(location).catch(() => null);
    if (found?.isDirectory() !== true)
      throw new RequestError(
        `The folder of flat files ${location} does not exist: --flat-files names the folder that holds us_stocks_sip.`,
      );
    return flatFileFolder(location);
  }
  const [accessKeyId, secretAccessKey] = [secret('FLATFILES_ACCESS_KEY_ID'), secret('FLATFILES_SECRET_ACCESS_KEY')];
  if (accessKeyId === null || secretAccessKey === null)
    throw new RequestError(
      'Flat files in S3 need their own keys: set FLATFILES_ACCESS_KEY_ID and FLATFILES_SECRET_ACCESS_KEY in the environment.',
    );
  return flatFileBucket(await openS3({ endpoint, region, accessKeyId, secretAccessKey }), location);
}
