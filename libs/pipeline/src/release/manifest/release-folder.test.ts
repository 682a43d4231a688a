import { cp, mkdir, mkdtemp, open, readdir, readFile, readlink, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { storePaths } from '../../storage/files/store-paths.ts';
import { createReleaseStore, type LocalRelease } from '../../storage/releases/release-store.ts';
import { moveOldBuilds, removeEmptyOldBuilds } from './move-old-builds.ts';
import { linkRelease, showRelease } from './release-folder.ts';
import { rollbackRelease } from './rollback-release.ts';
import { readWhilePublishing } from './testing/read-while-publishing.ts';
import { tidyStore } from './tidy-store.ts';

async function openPaths() {
  const root = await mkdtemp(join(tmpdir(), 'tickerlake-folders-'));
  onTestFinished(() => rm(root, { recursive: true, force: true }));
  return storePaths(root);
}

/** Two releases of April and May; the second has another May. The second is current. */
async function openStore(pathOf = (month: string, run: string) => `.builds/bars/${month}/${run}.data`) {
  const paths = await openPaths();
  const store = createReleaseStore(paths);
  const releases = [1, 2].map((id): LocalRelease => {
    const part = (month: string, run: string) => [{ path: pathOf(month, run), rows: 1, bytes: 9 }];
    return {
      id,
      parentId: id === 1 ? null : 1,
      publishedAt: '2026-06-01T12:00:00.000Z',
      newestDates: {},
      runId: `r${id}`,
      source: 'replay',
      tickers: ['AAPL'],
      from: '2026-04-01',
      to: '2026-05-29',
      quality: { passed: 1, warned: 0, notEvaluated: 0, score: 1 },
      tables: { bars: { '2026-04': part('2026-04', 'r1'), '2026-05': part('2026-05', `r${id}`) } },
    };
  });
  for (const release of releases) {
    for (const { path } of Object.values(release.tables['bars'] ?? {}).flat()) {
      await mkdir(dirname(join(paths.root, path)), { recursive: true });
      await writeFile(join(paths.root, path), path.slice(-9));
    }
    await store.write(release);
  }
  await store.point(2);
  const [first, second] = releases as [LocalRelease, LocalRelease];
  return { paths, store, first, second };
}

const found = async (folder: string): Promise<string[]> =>
  (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.parquet')).sort();

describe('current', () => {
  test('links to the files of the current release, and to the older ones after a rollback', async () => {
    const { paths, store, second } = await openStore();
    await showRelease(paths, second);
    expect(await found(`${paths.current}/`)).toEqual(['bars/2026-04-r2-r1.parquet', 'bars/2026-05-r2-r2.parquet']);
    await rollbackRelease(paths, store);
    expect(await found(`${paths.current}/`)).toEqual(['bars/2026-04-r1-r1.parquet', 'bars/2026-05-r1-r1.parquet']);
    expect(await readlink(paths.current)).toContain(join('releases', '1'));
  });

  test('is missing while a file of the release is lost, and no part of its folder is left', async () => {
    const { paths, first, second } = await openStore();
    await showRelease(paths, first);
    await rm(join(paths.builds, 'bars/2026-05/r2.data'));
    await showRelease(paths, second);
    await expect(readdir(paths.current)).rejects.toThrow('ENOENT');
    expect((await readdir(paths.releases)).sort()).toEqual(['00000001.json', '00000002.json', '1', 'current.json']);
  });

  test('becomes a link again where a copy of the store made it a folder', async () => {
    const { paths, first, second } = await openStore();
    await showRelease(paths, first);
    await cp(paths.releaseFolder(1), `${paths.root}/copied`, { recursive: true });
    await rm(paths.current);
    await cp(`${paths.root}/copied`, paths.current, { recursive: true });
    await showRelease(paths, second);
    expect(await readlink(paths.current)).toContain(join('releases', '2'));
    expect((await readdir(paths.root)).filter((name) => name.startsWith('.'))).toEqual(['.builds']);
  });

  test('has none of the listed files once it is switched, not even those of unchanged months', async () => {
    const { paths, first, second } = await openStore();
    await showRelease(paths, first);
    const listed = await found(`${paths.current}/`);
    await showRelease(paths, second);
    const others = await found(`${paths.current}/`);
    expect([listed.length, others.length]).toEqual([2, 2]);
    expect(listed.filter((name) => others.includes(name))).toEqual([]);
  });

  test('shows each reader one whole release while others are published and removed', async () => {
    const { whole, wrong } = await readWhilePublishing(await openPaths(), { releases: 12, reads: 60, readers: 3 });
    expect(wrong).toEqual([]);
    expect(whole).toBeGreaterThan(9);
  });
});

test('a removed release loses its folder, and a reader can still read a file that it has opened', async () => {
  const { paths, store, first, second } = await openStore();
  await linkRelease(paths, first);
  await showRelease(paths, second);
  const file = await open(join(paths.releaseFolder(1), 'bars/2026-05-r1-r1.parquet'));
  expect(await tidyStore(paths, store, { keepReleases: 1 })).toMatchObject({ releases: [1], files: 1 });
  expect((await readdir(paths.releases)).sort()).toEqual(['00000002.json', '2', 'current.json']);
  expect(await file.readFile('utf8')).toBe('5/r1.data');
  await file.close();
});

describe('a store of an older version', () => {
  const old = (month: string, run: string) => `warehouse/bars/${month}/${run}.parquet`;

  test('gets the current layout, even if an earlier move was interrupted, and no pattern matches two releases', async () => {
    const { paths, store } = await openStore(old);
    await mkdir(join(paths.builds, 'bars/2026-04'), { recursive: true });
    await cp(join(paths.root, old('2026-04', 'r1')), join(paths.builds, 'bars/2026-04/r1.data'));
    await moveOldBuilds(paths, store);
    await moveOldBuilds(paths, store);
    const { readable } = await store.list();
    expect(readable.map(({ tables }) => tables['bars']?.['2026-05']?.[0]?.path)).toEqual([
      '.builds/bars/2026-05/r1.data',
      '.builds/bars/2026-05/r2.data',
    ]);
    expect(await readFile(join(paths.builds, 'bars/2026-05/r2.data'), 'utf8')).toBe('2.parquet');
    await tidyStore(paths, store, { keepReleases: 2 });
    expect((await readdir(paths.root)).sort()).toEqual(['.builds', 'current', 'releases']);
    expect(await found(paths.releaseFolder(1))).toEqual(['bars/2026-04-r1-r1.parquet', 'bars/2026-05-r1-r1.parquet']);
  });

  test('keeps the name of a lost file, and moves the others', async () => {
    const { paths, store } = await openStore(old);
    await rm(join(paths.root, old('2026-05', 'r2')));
    await moveOldBuilds(paths, store);
    const tables = (await store.current())?.tables['bars'];
    expect([tables?.['2026-04']?.[0]?.path, tables?.['2026-05']?.[0]?.path]).toEqual([
      '.builds/bars/2026-04/r1.data',
      old('2026-05', 'r2'),
    ]);
  });

  test('is not removed when its folder cannot be listed', async () => {
    const { paths } = await openStore();
    await symlink('warehouse', paths.oldBuilds);
    await expect(removeEmptyOldBuilds(paths)).rejects.toThrow('ELOOP');
    expect(await readlink(paths.oldBuilds)).toBe('warehouse');
  });
});
