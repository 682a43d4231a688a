import { gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import type { KnownSplits } from '../ports/split-store.ts';
import { createLakeSplitStore, splitsTableInput } from './lake-split-store.ts';
import { createMemoryObjects } from '../run/lake/testing/memory-objects.ts';

const known: KnownSplits = {
  since: '2024-01-02',
  splits: [{ ticker: 'NVDA', executionDate: '2024-06-10', splitFrom: 1, splitTo: 10, id: 'E1', source: 'polygon' }],
};

test('splits of a lake are read again as they were kept, and are lines of the table', async () => {
  const objects = createMemoryObjects();
  const store = createLakeSplitStore(objects);
  expect((await store.open()).known).toBeNull();
  await (await store.open()).replace(known);

  expect((await store.open()).known).toEqual(known);
  const lines = gunzipSync((await objects.read('splits/splits.ndjson.gz'))?.content ?? new Uint8Array()).toString(
    'utf8',
  );
  expect(JSON.parse(lines)).toEqual({
    ticker: 'NVDA',
    execution_date: '2024-06-10',
    split_from: 1,
    split_to: 10,
    from_product: 1,
    to_product: 10,
    source: 'polygon',
    source_id: 'E1',
  });
  expect(splitsTableInput(objects.location)).toMatchObject({
    Name: 'splits',
    PartitionKeys: [],
    StorageDescriptor: { Location: 's3://lake/test/splits/' },
  });
});

test('a concurrent replacement fails, and the splits of the first writer stay', async () => {
  const objects = createMemoryObjects();
  const [one, other] = [await createLakeSplitStore(objects).open(), await createLakeSplitStore(objects).open()];
  await one.replace(known);
  await expect(other.replace({ ...known, since: '2026-01-02' })).rejects.toMatchObject({
    name: 'StoreError',
    path: 's3://lake/test/splits.json',
    transient: true,
  });
  expect((await createLakeSplitStore(objects).open()).known).toEqual(known);
});

test('an object that holds something else is not replaced', async () => {
  const objects = createMemoryObjects();
  await objects.write('splits.json', '{"since":"yesterday","splits":[]}');
  await expect(createLakeSplitStore(objects).open()).rejects.toThrow(
    's3://lake/test/splits.json does not hold what this program wrote',
  );
});
