import { mkdir, mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { StoreError } from '../../values/errors.ts';
import { noRelease } from './release-fields.ts';
import { createReleaseStore, type LocalRelease } from './release-store.ts';
import { rollbackRelease } from '../../release/manifest/rollback-release.ts';
import { storePaths } from '../files/store-paths.ts';
import { tidyStore } from '../../release/manifest/tidy-store.ts';

const part = (path: string) => ({ path, rows: 1, bytes: 1 });
const release = (id: number, months: readonly string[], overrides: Partial<LocalRelease> = {}): LocalRelease => ({
  id,
  parentId: id === 1 ? null : id - 1,
  publishedAt: `2026-06-0${id}T12:00:00.000Z`,
  newestDates: { AAPL: '2026-05-29' },
  runId: `r${id}`,
  source: 'replay',
  tickers: ['AAPL'],
  from: '2026-05-01',
  to: '2026-05-29',
  quality: { passed: 1, warned: 0, notEvaluated: 0, score: 1 },
  tables: {
    bars: Object.fromEntries(months.map((month) => [month, [part(`.builds/bars/${month}/r${id}.data`)]])),
  },
  ...overrides,
});

/** Three releases, the third is current; each has its own file of May. */
async function openStore(releases = [release(1, ['2026-05']), release(2, ['2026-05']), release(3, ['2026-05'])]) {
  const root = await mkdtemp(join(tmpdir(), 'tickerlake-releases-'));
  onTestFinished(() => rm(root, { recursive: true, force: true }));
  const paths = storePaths(root);
  const store = createReleaseStore(paths);
  for (const one of releases) {
    await store.write(one);
    for (const { path } of Object.values(one.tables['bars'] ?? {}).flat()) {
      await mkdir(join(root, path, '..'), { recursive: true });
      await writeFile(join(root, path), 'x');
    }
  }
  await store.point(releases.length);
  const files = async () =>
    (await readdir(paths.builds, { recursive: true })).filter((name) => name.endsWith('.data')).sort();
  return { paths, store, files };
}

const damages: readonly {
  readonly name: string;
  readonly spoil: (path: string) => Promise<unknown>;
  readonly says: string;
}[] = [
  { name: 'missing', spoil: (path) => rm(path), says: 'is missing' },
  { name: 'empty', spoil: (path) => truncate(path, 0), says: 'is empty' },
  { name: 'cut short', spoil: (path) => truncate(path, 8), says: 'is damaged: it is not JSON' },
  {
    name: 'garbage',
    spoil: (path) => writeFile(path, Buffer.from([0xff, 0x00, 0x7b])),
    says: 'is damaged: it is not JSON',
  },
  { name: 'other JSON', spoil: (path) => writeFile(path, '{"release":"three"}'), says: 'is damaged (' },
  {
    name: 'a folder',
    spoil: async (path) => {
      await rm(path);
      await mkdir(join(path, 'inside'), { recursive: true });
    },
    says: 'is a folder, and a file was expected',
  },
];

describe.each(damages)('a pointer that is $name', ({ spoil, says }) => {
  test('is an error that names the way back to the newest release, and nothing is lost', async () => {
    const { paths, store } = await openStore();
    await spoil(paths.currentRelease);
    const failed = store.current();
    await expect(failed).rejects.toThrow(StoreError);
    await expect(failed).rejects.toThrow(says);
    await expect(failed).rejects.toThrow(`${paths.currentRelease} `);
    await expect(failed).rejects.toThrow('"tickerlake rollback --to 3"');
    await expect(tidyStore(paths, store, { keepReleases: 1 })).rejects.toThrow(StoreError);
    expect((await rollbackRelease(paths, store)).id).toBe(3);
    expect((await store.current())?.id).toBe(3);
  });
});

test('a first release that was written but not pointed at, as a killed run leaves it, is neither shown nor damage', async () => {
  const { paths, store } = await openStore();
  await store.point(noRelease);
  for (const id of [2, 3]) await store.remove(id);
  expect(await store.current()).toBeNull();
  expect(await store.pointedId()).toBeNull();
  expect((await store.list()).readable.map(({ id }) => id)).toEqual([1]);
  expect((await tidyStore(paths, store, { keepReleases: 1 })).releases).toEqual([]);
  await store.point(1);
  expect((await store.current())?.id).toBe(1);
});

describe.each(damages)('a manifest that is $name', ({ name, spoil, says }) => {
  test('of the current release: the one before it can be shown', async () => {
    const { paths, store } = await openStore();
    await spoil(join(paths.releases, '00000003.json'));
    await expect(store.current()).rejects.toThrow(says);
    await expect(store.current()).rejects.toThrow('00000003.json');
    expect((await rollbackRelease(paths, store)).id).toBe(2);
    expect((await store.current())?.id).toBe(2);
  });

  test('of an older release is skipped and named, and nothing that a kept release needs is removed', async () => {
    const { paths, store, files } = await openStore();
    const before = await files();
    await spoil(join(paths.releases, '00000002.json'));
    const { readable, unreadable } = await store.list();
    expect(readable.map(({ id }) => id)).toEqual([1, 3]);
    expect(unreadable.map(({ id }) => id)).toEqual(name === 'missing' ? [] : [2]);
    expect((await store.current())?.id).toBe(3);
    expect((await tidyStore(paths, store, { keepReleases: 3 })).releases).toEqual([]);
    if (name !== 'missing') expect(await files()).toEqual(before);
    await expect(rollbackRelease(paths, store, 2)).rejects.toThrow(
      name === 'missing' ? 'There is no release 2. Kept: 1, 3.' : says,
    );
  });

  test('of a release that is not kept any more goes with it', async () => {
    const { paths, store, files } = await openStore();
    await spoil(join(paths.releases, '00000001.json'));
    expect((await tidyStore(paths, store, { keepReleases: 1 })).releases).toEqual(name === 'missing' ? [2] : [1, 2]);
    expect(await files()).toEqual(['bars/2026-05/r3.data']);
    expect(await store.list()).toMatchObject({ readable: [{ id: 3 }], unreadable: [] });
  });
});

describe('a cleanup keeps', () => {
  test('the only release of a month, and reports it', async () => {
    const { paths, store, files } = await openStore([
      release(1, ['2026-04', '2026-05']),
      release(2, ['2026-05']),
      release(3, ['2026-05']),
    ]);
    expect(await tidyStore(paths, store, { keepReleases: 1 })).toMatchObject({
      releases: [2],
      files: 1,
      kept: ['release 1 stays: no newer kept release has bars/2026-04'],
    });
    expect(await files()).toEqual(['bars/2026-04/r1.data', 'bars/2026-05/r1.data', 'bars/2026-05/r3.data']);
  });

  test('files of a month that no kept release has', async () => {
    const { paths, store, files } = await openStore([release(1, ['2026-05'])]);
    await mkdir(join(paths.builds, 'bars/2026-03'), { recursive: true });
    await writeFile(join(paths.builds, 'bars/2026-03/r9.data'), 'x');
    expect(await tidyStore(paths, store, { keepReleases: 1 })).toMatchObject({
      files: 0,
      kept: [expect.stringContaining('.builds/bars/2026-03/r9.data')],
    });
    expect(await files()).toContain('bars/2026-03/r9.data');
  });
});

test('a damaged release has its number for good: the next one takes another', async () => {
  const { paths, store } = await openStore();
  await writeFile(join(paths.releases, '00000004.json'), '');
  expect((await store.list()).unreadable).toEqual([
    { id: 4, path: join(paths.releases, '00000004.json'), reason: expect.stringContaining('is empty') },
  ]);
});

test('an id is never reused, even if its manifest is lost and readers are rolled back', async () => {
  const { paths, store } = await openStore();
  await rm(join(paths.releases, '00000003.json'));
  expect((await rollbackRelease(paths, store)).id).toBe(2);
  expect(await store.newestId()).toBe(3);
  await store.point(1);
  expect(await store.newestId()).toBe(3);
});

test('a pointer of an older version, without the highest id, is read', async () => {
  const { paths, store } = await openStore();
  await writeFile(paths.currentRelease, '{"release":2}');
  expect((await store.current())?.id).toBe(2);
  expect(await store.newestId()).toBe(3);
});

test('a store without pointer and manifests holds nothing; a file in the place of its folder is an error', async () => {
  const { paths, store } = await openStore();
  await rm(paths.releases, { recursive: true });
  expect(await store.current()).toBeNull();
  await writeFile(paths.releases, await readFile(join(paths.root, '.builds/bars/2026-05/r1.data')));
  await expect(store.current()).rejects.toThrow(`${paths.releases} is a file, and a folder was expected`);
});
