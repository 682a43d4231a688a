import { mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createRuleFiles } from './create-rule-files.ts';
import { createLocalFiles } from './local-files.ts';
import { filePortCases } from './testing/file-port-cases.ts';

let folder: string;
const changed = new Date('2026-05-29T13:00:00Z');
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tickerlake-files-'));
  await mkdir(join(folder, 'in', 'deep'), { recursive: true });
  for (const [name, text] of [
    ['in/a.txt', 'abc'],
    ['in/deep/b.txt', ''],
    ['index.txt', 'x'],
  ] as const) {
    await writeFile(join(folder, name), text);
    await utimes(join(folder, name), changed, changed);
  }
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('files of this machine', () =>
  filePortCases(async () => ({ files: createLocalFiles('/elsewhere'), folder, since: changed })));

it('lists from the folder of the rules', async () => {
  expect(await createLocalFiles(folder).list('in')).toEqual([
    { path: join('in', 'a.txt'), bytes: 3, modifiedAt: changed },
    { path: join('in', 'deep', 'b.txt'), bytes: 0, modifiedAt: changed },
  ]);
});

it('refuses a path in S3, which createRuleFiles reads from S3', async () => {
  const path = 's3://bucket/folder/';
  await expect(createLocalFiles(folder).list(path)).rejects.toThrow(`${path} is not on this machine`);

  const inS3 = { list: async () => [], checksum: async () => 'hash of S3' };
  const files = createRuleFiles(createLocalFiles(folder), async () => inS3);
  expect(await files.list(path)).toEqual([]);
  expect(await files.checksum(`${path}a`, 'MD5')).toBe('hash of S3');
  expect(await files.checksum('in/a.txt', 'MD5')).toMatch(/^9001/);
});
