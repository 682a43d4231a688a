import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { storePaths } from '../../storage/files/store-paths.ts';
import { readWhilePublishing } from './testing/read-while-publishing.ts';

test('10,000 reads of current see no mixed, doubled or unchecked row while 1,000 releases are published', async () => {
  const root = await mkdtemp(join(tmpdir(), 'tickerlake-thousand-'));
  onTestFinished(() => rm(root, { recursive: true, force: true }));
  const { whole, gone, wrong } = await readWhilePublishing(storePaths(root), {
    releases: 1_000,
    reads: 10_000,
    readers: 4,
  });
  expect(wrong.join('\n')).toBe('');
  expect(whole + gone).toBe(10_000);
  expect(whole).toBeGreaterThan(1_000);
}, 180_000);
