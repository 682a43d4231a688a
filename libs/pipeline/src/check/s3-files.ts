import { createHash } from 'node:crypto';
import type { FileFacts, FilePort } from '@tickerlake/data-quality';
import { toAwsFailure } from '../storage/objects/aws-failure.ts';
import type { S3Api } from '../storage/objects/s3-api.ts';
import { RequestError, StoreError } from '../values/errors.ts';
import { hashNames } from './hash-names.ts';

/**
 * The objects of S3, for rules about files. A path is `s3://bucket/key`, or `s3://bucket/folder` for all objects below it. A checksum
 * streams its object.
 *
 * @throws {RequestError} by its calls, for a path that is not in S3 or has no object; {StoreError} when S3 refuses.
 * @example
 * const files = createS3Files(new S3({ region: 'us-east-1' }));
 * await files.list('s3://lake/landing/');
 */
export const createS3Files = (s3: Pick<S3Api, 'listObjectsV2' | 'getObject'>): FilePort => ({
  async list(path) {
    const { bucket, key } = placeOf(path);
    const folder = key === '' || key.endsWith('/') ? key : `${key}/`;
    const files: FileFacts[] = [];
    let token: string | undefined;
    do {
      const page = await s3
        .listObjectsV2({ Bucket: bucket, Prefix: key, ...(token === undefined ? {} : { ContinuationToken: token }) })
        .catch(refused('list', path));
      for (const { Key = '', Size = 0, LastModified } of page.Contents ?? []) {
        // An object whose key ends in a slash is a folder of the console.
        const isOfPath = !Key.endsWith('/') && (Key === key || Key.startsWith(folder));
        if (isOfPath && LastModified !== undefined)
          files.push({ path: `s3://${bucket}/${Key}`, bytes: Size, modifiedAt: LastModified });
      }
      token = page.NextContinuationToken;
    } while (token !== undefined);
    if (files.length === 0) throw new RequestError(`${path} does not exist: no object has this key, or is below it.`);
    return files;
  },
  async checksum(path, algorithm) {
    const { bucket, key } = placeOf(path);
    const hash = createHash(hashNames[algorithm]);
    try {
      const { Body } = await s3.getObject({ Bucket: bucket, Key: key });
      if (Body === undefined) throw new Error('the answer has no body');
      const reader = Body.transformToWebStream().getReader();
      for (let part = await reader.read(); !part.done; part = await reader.read()) hash.update(part.value ?? '');
    } catch (cause) {
      return refused('read', path)(cause);
    }
    return hash.digest('hex');
  },
});

function placeOf(path: string): { readonly bucket: string; readonly key: string } {
  const [, bucket, key] = /^s3:\/\/([a-z0-9][a-z0-9.-]+)\/(.*)$/.exec(path) ?? [];
  if (bucket === undefined || key === undefined)
    throw new RequestError(`${path} is not in S3: write s3://bucket/folder/ or s3://bucket/key.`);
  return { bucket, key };
}

const refused =
  (doing: string, path: string) =>
  (cause: unknown): never => {
    const { reason, transient, next } = toAwsFailure(cause, 's3:GetObject and s3:ListBucket');
    throw new StoreError(`S3: could not ${doing} ${path}: ${reason}. ${next}`, { path, cause, transient });
  };
