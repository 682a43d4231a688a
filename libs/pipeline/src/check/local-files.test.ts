import { mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createLocalFiles } from './local-files.ts';

let folder: string;
const changed = new Date('2026-05-29T13:00:00Z');
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tickerlake-files-'));
  await mkdir(join(folder, 'in', 'deep'), { recursive: true });
  for (const [name, text] of [
    ['a.txt', 'abc'],
    ['deep/b.txt', ''],
  ] as const) {
    await writeFile(join(folder, 'in', name), text);
    await utimes(join(folder, 'in', name), changed, changed);
  }
});
afterAll(() => rm(folder, { recursive: true, force: true }));

it('lists a folder with the folders in it, from the folder of the rules', async () => {
  expect(await createLocalFiles(folder).list('in')).toEqual([
    { path: join('in', 'a.txt'), bytes: 3, modifiedAt: changed },
    { path: join('in', 'deep', 'b.txt'), bytes: 0, modifiedAt: changed },
  ]);
});

it('lists a single file, and computes checksums', async () => {
  const files = createLocalFiles('/elsewhere');
  const path = join(folder, 'in', 'a.txt');

  expect(await files.list(path)).toEqual([{ path, bytes: 3, modifiedAt: changed }]);
  expect(await files.checksum(path, 'MD5')).toBe('900150983cd24fb0d6963f7d28e17f72');
  expect(await files.checksum(path, 'SHA-256')).toMatch(/^ba7816bf/);
});

it.each([
  { path: 's3://bucket/folder/', says: 's3://bucket/folder/ is not on this machine' },
  { path: 'nothing.csv', says: 'nothing.csv does not exist' },
])('refuses $path', async ({ path, says }) => {
  await expect(createLocalFiles(folder).list(path)).rejects.toThrow(says);
});
