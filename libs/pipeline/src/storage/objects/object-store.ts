import { StoreError } from '../../values/errors.ts';
import { toAwsFailure } from './aws-failure.ts';
import type { S3Api } from './s3-api.ts';
import { s3FolderPattern } from './s3-folder.ts';

/** A content with the tag that a conditional write names. */
export interface StoredObject {
  readonly content: Uint8Array;
  readonly etag: string;
}

/** The condition of a write: the object does not exist yet, or still has this tag. */
export type WriteCondition = 'absent' | { readonly etag: string };

/** The objects below one prefix of a bucket. Keys are relative to it, and nothing outside it can be named. */
export interface ObjectStore {
  /** `s3://bucket/prefix/`, with the slash. */
  readonly location: string;
  /** Null when the object does not exist. */
  read(key: string): Promise<StoredObject | null>;
  /** The new object's tag; null when the condition does not hold, and nothing was written. */
  write(key: string, content: Uint8Array | string, condition?: WriteCondition): Promise<string | null>;
  /** All objects whose key begins so, in the order of their keys. */
  list(prefix: string): Promise<readonly { readonly key: string; readonly bytes: number }[]>;
  /** Removes objects; a missing one is not an error. */
  remove(keys: readonly string[]): Promise<void>;
}

/** What one DeleteObjects takes. */
const maxDeletions = 1_000;

/**
 * The objects below an S3 folder. Every method throws StoreError, which names the object; what the SDK retried in vain is
 * `transient`.
 *
 * @throws {StoreError} for a location that is none.
 * @example
 * const objects = createObjectStore(new S3({ region: 'us-east-1' }), 's3://lake/tickerlake/');
 */
export function createObjectStore(s3: S3Api, location: string): ObjectStore {
  const [, bucket, root] = s3FolderPattern.exec(location) ?? [];
  if (bucket === undefined || root === undefined)
    throw new StoreError(`"${location}" is not a folder in S3: write s3://bucket/folder/, with the / at the end.`, {
      path: location,
    });
  const failed =
    (doing: string, key: string) =>
    (cause: unknown): never => {
      const { reason, transient, next } = toAwsFailure(
        cause,
        's3:GetObject, s3:PutObject, s3:ListBucket and s3:DeleteObject',
      );
      throw new StoreError(`S3: could not ${doing} ${location}${key}: ${reason}. ${next}`, {
        path: `${location}${key}`,
        cause,
        transient,
      });
    };
  return {
    location,
    async read(key) {
      const answer = await s3
        .getObject({ Bucket: bucket, Key: `${root}${key}` })
        .catch((cause: unknown) => (isMissing(cause) ? null : failed('read', key)(cause)));
      if (answer === null) return null;
      const content = await (
        answer.Body?.transformToByteArray() ?? Promise.reject(new Error('the answer has no body'))
      ).catch(failed('read', key));
      return { content, etag: answer.ETag ?? '' };
    },
    async write(key, content, condition) {
      const only =
        condition === undefined ? {} : condition === 'absent' ? { IfNoneMatch: '*' } : { IfMatch: condition.etag };
      const answer = await s3
        .putObject({ Bucket: bucket, Key: `${root}${key}`, Body: content, ...only })
        .catch((cause: unknown) => (isRefused(cause) ? null : failed('write', key)(cause)));
      return answer === null ? null : (answer.ETag ?? '');
    },
    async list(prefix) {
      const found: { key: string; bytes: number }[] = [];
      let token: string | undefined;
      do {
        const page = await s3
          .listObjectsV2({
            Bucket: bucket,
            Prefix: `${root}${prefix}`,
            ...(token === undefined ? {} : { ContinuationToken: token }),
          })
          .catch(failed('list', prefix));
        for (const { Key = '', Size = 0 } of page.Contents ?? [])
          found.push({ key: Key.slice(root.length), bytes: Size });
        token = page.NextContinuationToken;
      } while (token !== undefined);
      return found;
    },
    async remove(keys) {
      for (let from = 0; from < keys.length; from += maxDeletions) {
        const Objects = keys.slice(from, from + maxDeletions).map((key) => ({ Key: `${root}${key}` }));
        const { Errors = [] } = await s3
          .deleteObjects({ Bucket: bucket, Delete: { Objects, Quiet: true } })
          .catch(failed('delete below', keys[from] ?? ''));
        const [first] = Errors;
        // The answer is a success even when objects stay.
        if (first !== undefined)
          failed(
            'delete',
            first.Key?.slice(root.length) ?? '',
          )(new Error(`${first.Code}: ${first.Message}, and ${Errors.length - 1} more`));
      }
    },
  };
}

const isMissing = (cause: unknown): boolean =>
  cause instanceof Error && (cause.name === 'NoSuchKey' || cause.name === 'NotFound');

/** 409: another conditional write of the same object was under way. */
const isRefused = (cause: unknown): boolean =>
  cause instanceof Error && (cause.name === 'PreconditionFailed' || cause.name === 'ConditionalRequestConflict');
