import { describe, expect, it, test } from 'vitest';
import { createObjectStore } from './object-store.ts';
import type { S3Api } from './s3-api.ts';

const named = (name: string): Error => Object.assign(new Error('words of AWS'), { name });

/** S3 with given responses that records its calls. */
function createS3(answers: Partial<S3Api>) {
  const unexpected = async (): Promise<never> => Promise.reject(new Error('unexpected'));
  return {
    putObject: unexpected,
    getObject: unexpected,
    listObjectsV2: unexpected,
    deleteObjects: unexpected,
    ...answers,
  };
}

describe('the objects of a lake', () => {
  test.each(['s3://lake', 's3://lake/folder', 'https://lake/folder/', 's3://LAKE/folder/', 's3:///folder/'])(
    '%s is not a folder',
    (location) => {
      expect(() => createObjectStore(createS3({}), location)).toThrow(/is not a folder in S3/);
    },
  );

  it('are listed page by page, with keys below the folder', async () => {
    const asked: unknown[] = [];
    const s3 = createS3({
      listObjectsV2: async (input) => {
        asked.push(input);
        return input.ContinuationToken === undefined
          ? { Contents: [{ Key: 'f/a', Size: 1 }], NextContinuationToken: 'n' }
          : { Contents: [{ Key: 'f/b', Size: 2 }] };
      },
    });
    expect(await createObjectStore(s3, 's3://lake/f/').list('')).toEqual([
      { key: 'a', bytes: 1 },
      { key: 'b', bytes: 2 },
    ]);
    expect(asked).toEqual([
      { Bucket: 'lake', Prefix: 'f/' },
      { Bucket: 'lake', Prefix: 'f/', ContinuationToken: 'n' },
    ]);
  });

  it('are written only when the condition holds', async () => {
    const s3 = createS3({
      putObject: async ({ IfMatch, IfNoneMatch }) =>
        IfMatch === '"old"' || IfNoneMatch === '*' ? Promise.reject(named('PreconditionFailed')) : { ETag: '"new"' },
    });
    const objects = createObjectStore(s3, 's3://lake/f/');
    expect([
      await objects.write('k', '', 'absent'),
      await objects.write('k', '', { etag: '"old"' }),
      await objects.write('k', '', { etag: '"now"' }),
      await objects.write('k', ''),
    ]).toEqual([null, null, '"new"', '"new"']);
  });

  it('that do not exist are null; a failure names the object', async () => {
    const objects = createObjectStore(
      createS3({
        getObject: async ({ Key }) => Promise.reject(named(Key === 'f/none' ? 'NoSuchKey' : 'NoSuchBucket')),
      }),
      's3://lake/f/',
    );
    expect(await objects.read('none')).toBeNull();
    await expect(objects.read('k')).rejects.toMatchObject({
      name: 'StoreError',
      transient: false,
      path: 's3://lake/f/k',
      message: 'S3: could not read s3://lake/f/k: NoSuchBucket: words of AWS. Make the bucket, or correct its name.',
    });
  });

  test.each([
    { name: 'SlowDown', transient: true },
    { name: 'InternalError', transient: true },
    { name: 'ConditionalRequestConflict', transient: null },
    { name: 'AccessDenied', transient: false },
  ])('meet $name when they are written: transient $transient, null for a lost race', async ({ name, transient }) => {
    const objects = createObjectStore(createS3({ putObject: async () => Promise.reject(named(name)) }), 's3://lake/f/');
    const outcome = await objects.write('k', '', 'absent').catch((error: unknown) => error);
    if (transient === null) expect(outcome).toBeNull();
    else expect(outcome).toMatchObject({ name: 'StoreError', transient, path: 's3://lake/f/k' });
  });

  it('that remain although the delete succeeded are reported', async () => {
    const s3 = createS3({
      deleteObjects: async () => ({ Errors: [{ Key: 'f/k', Code: 'AccessDenied', Message: 'no' }] }),
    });
    await expect(createObjectStore(s3, 's3://lake/f/').remove(['k'])).rejects.toThrow(
      /could not delete s3:\/\/lake\/f\/k: .*AccessDenied/,
    );
  });
});
