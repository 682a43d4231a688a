import { expect, it } from 'vitest';
import type { ObjectStore } from '../objects/object-store.ts';
import { createLakeReleaseStore } from './lake-release-store.ts';

/** A lake that holds one object, its pointer. */
const lakeOf = (pointer: unknown): ObjectStore => {
  const changes = async (): Promise<never> => {
    throw new Error('The lake was changed.');
  };
  return {
    location: 's3://lake/',
    read: async () => ({ content: new TextEncoder().encode(JSON.stringify(pointer)), etag: 'e' }),
    list: async () => [],
    write: changes,
    remove: changes,
  };
};

it.each([
  { name: 'reads the newest id of', method: 'newestId' as const },
  { name: 'reads the current release of', method: 'current' as const },
])('nothing $name a lake that a newer program wrote', async ({ method }) => {
  const store = createLakeReleaseStore(lakeOf({ format: 3, release: 4 }));
  await expect(store[method]()).rejects.toThrow(
    's3://lake/releases/current.json is of format 3, which a newer version of Tickerlake wrote; this version reads up to format 2.',
  );
  await expect(store.point(5)).rejects.toThrow('format 3');
});

it.each([
  { name: 'without a format', pointer: { release: 4 } },
  { name: 'of this format', pointer: { release: 4, newestId: 4, format: 2 } },
])('a pointer $name is read', async ({ pointer }) => {
  expect(await createLakeReleaseStore(lakeOf(pointer)).newestId()).toBe(4);
});
