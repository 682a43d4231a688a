import { expect, test } from 'vitest';
import { emptyBucket, type VersionsPage } from './empty-bucket.ts';

/** S3 with these pages of versions; it keeps what is in `locked`. */
function createS3(pages: readonly VersionsPage[], locked: readonly string[] = []) {
  const deleted: string[] = [];
  const asked: object[] = [];
  return {
    deleted,
    asked,
    listObjectVersions: async (input: object) => {
      asked.push(input);
      return pages[asked.length - 1] ?? {};
    },
    deleteObjects: async ({ Delete: { Objects } }: { Delete: { Objects: { Key: string; VersionId: string }[] } }) => {
      deleted.push(
        ...Objects.filter(({ Key }) => !locked.includes(Key)).map(({ Key, VersionId }) => `${Key}@${VersionId}`),
      );
      return { Errors: locked.map((Key) => ({ Key, Code: 'AccessDenied' })) };
    },
  };
}

test('takes away versions and delete markers, page after page', async () => {
  const s3 = createS3([
    {
      Versions: [
        { Key: 'a', VersionId: '2' },
        { Key: 'a', VersionId: '1' },
      ],
      DeleteMarkers: [{ Key: 'b', VersionId: '3' }],
      NextKeyMarker: 'b',
      NextVersionIdMarker: '3',
    },
    { Versions: [{ Key: 'c', VersionId: 'null' }] },
  ]);
  await emptyBucket(s3, 'lake');

  expect(s3.deleted).toEqual(['a@2', 'a@1', 'b@3', 'c@null']);
  expect(s3.asked).toEqual([{ Bucket: 'lake' }, { Bucket: 'lake', KeyMarker: 'b', VersionIdMarker: '3' }]);
});

test('an empty bucket needs no deletion', async () => {
  const s3 = createS3([{}]);
  await emptyBucket(s3, 'lake');
  expect(s3.deleted).toEqual([]);
});

test('an object that S3 keeps is a failure, although the answer is a success', async () => {
  await expect(emptyBucket(createS3([{ Versions: [{ Key: 'a', VersionId: '1' }] }], ['a']), 'lake')).rejects.toThrow(
    'S3 kept a of lake (AccessDenied)',
  );
});
