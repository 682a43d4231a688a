import { expect, test } from 'vitest';
import { toRequestToken } from './request-token.ts';

const key = { runKey: 'run-1/stage', attempt: 1, statement: 'select 1', context: ['primary', null, 'mkt'] } as const;

test('a token is the same in every process, and fits Athena (32 to 128 characters)', async () => {
  expect(await toRequestToken(key)).toBe('a5ec09d6e0c537066c0d379a4715c04201d7cee27b052a635d124be2d7566680');
});

test.each([
  { name: 'run key', other: { ...key, runKey: 'run-2/stage' } },
  { name: 'attempt', other: { ...key, attempt: 2 } },
  { name: 'statement', other: { ...key, statement: 'select 2' } },
  { name: 'database', other: { ...key, context: ['primary', null, 'other'] } },
  { name: 'split between run key and statement', other: { ...key, runKey: 'run-1/', statement: 'stageselect 1' } },
])('another $name is another token', async ({ other }) => {
  expect(await toRequestToken(other)).not.toBe(await toRequestToken(key));
});
