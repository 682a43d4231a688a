import { toAwsFailure } from '../../storage/objects/aws-failure.ts';
import type { S3Api } from '../../storage/objects/s3-api.ts';
import { StoreError } from '../../values/errors.ts';
import type { FlatFile, FlatFilePlace } from './flat-file-place.ts';

/**
 * Flat files in S3, or in anything that answers like it.
 *
 * @param location `s3://bucket` or `s3://bucket/folder`.
 * @throws {StoreError} from its methods, when S3 refuses; a wrong key is named, never shown.
 * @example
 * const place = flatFileBucket(new S3({ endpoint: 'https://files.massive.com' }), 's3://flatfiles');
 */
export function flatFileBucket(s3: Pick<S3Api, 'getObject' | 'listObjectsV2'>, location: string): FlatFilePlace {
  const [bucket = '', ...folders] = location.slice('s3://'.length).split('/').filter(Boolean);
  const root = folders.map((folder) => `${folder}/`).join('');
  const nameOf = (path: string): string => `s3://${bucket}/${root}${path}`;
  const refused = (path: string, needed: string, cause: unknown): StoreError => {
    const { reason, transient } = toAwsFailure(cause, needed);
    const next = transient
      ? 'Run the same command again.'
      : `Check "flatfiles" in the configuration, and that the key of FLATFILES_ACCESS_KEY_ID may ${needed}.`;
    return new StoreError(`${nameOf(path)} cannot be read: ${reason}. ${next} Nothing was published.`, {
      path: nameOf(path),
      cause,
      transient,
    });
  };
  return {
    nameOf,
    async list(folder, signal) {
      const files: FlatFile[] = [];
      let token: string | undefined;
      do {
        signal.throwIfAborted();
        const listing = await s3
          .listObjectsV2({ Bucket: bucket, Prefix: `${root}${folder}/`, ...(token && { ContinuationToken: token }) })
          .catch((cause: unknown) => {
            throw refused(folder, 's3:ListBucket', cause);
          });
        for (const { Key = '', Size = 0, LastModified } of listing.Contents ?? [])
          files.push({ path: Key.slice(root.length), bytes: Size, version: LastModified?.toISOString() ?? '' });
        token = listing.NextContinuationToken;
      } while (token !== undefined);
      return files.sort((a, b) => (a.path < b.path ? -1 : 1));
    },
    async *read(path, signal) {
      try {
        const { Body } = await s3.getObject({ Bucket: bucket, Key: `${root}${path}` });
        const reader = Body?.transformToWebStream().getReader();
        for (let next = await reader?.read(); next?.done === false; next = await reader?.read()) {
          signal.throwIfAborted();
          if (next.value !== undefined) yield next.value;
        }
      } catch (cause) {
        signal.throwIfAborted();
        throw refused(path, 's3:GetObject', cause);
      }
    },
  };
}
