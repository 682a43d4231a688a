import { expect, it } from 'vitest';
import { resolveApiKey } from './resolve-api-key.ts';

it.each([
  { name: 'the new name first', env: { MASSIVE_API_KEY: 'new', POLYGON_API_KEY: 'old' }, key: 'new' },
  { name: 'the old name', env: { POLYGON_API_KEY: 'old' }, key: 'old' },
  { name: 'the old name when the new one is empty', env: { MASSIVE_API_KEY: '', POLYGON_API_KEY: 'old' }, key: 'old' },
  { name: 'no other name', env: { API_KEY: 'other' }, key: null },
])('resolveApiKey uses $name', ({ env, key }) => {
  expect(resolveApiKey(env)).toBe(key);
});
