import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { describeSettings } from './config.ts';

const root = join(import.meta.dirname, '../../..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const guide = read('docs/operations.md');
const matches = (text: string, pattern: RegExp): string[] =>
  [...new Set([...text.matchAll(pattern)].map(([, found = '']) => found))].sort();

test('the guide documents exactly the settings', () => {
  expect(matches(guide, /`((?:TICKERLAKE|CDK)_[A-Z_]+)`/g)).toEqual(
    describeSettings()
      .map(({ name }) => name)
      .sort(),
  );
});

test('every script that the guide runs exists', () => {
  const scripts = matches(read('package.json'), /^ {4}"([a-z:-]+)": "(?:node|vitest|nx|npm)/gm);
  const named = matches(guide, /npm run ([a-z:]+)/g);
  expect(named).toContain('infra');
  expect(named.filter((name) => !scripts.includes(name))).toEqual([]);
});
