import { expect, it } from 'vitest';
import { installProgress } from './install-progress.mjs';

const lock = {
  packages: {
    '': { version: '0.1.0' },
    'apps/x': { version: '0.1.0' },
    'node_modules/@tickerlake/x': { link: true },
    'node_modules/a': { version: '1.0.0' },
    'node_modules/a/node_modules/b': { version: '1.0.0' },
    'node_modules/native-darwin': { version: '1.0.0', optional: true },
  },
};

it.each([
  { name: 'begun', there: ['node_modules/a'], text: 'unpacked 0 of 2 packages' },
  { name: 'half done', there: ['node_modules/a/package.json'], text: 'unpacked 1 of 2 packages' },
  {
    name: 'unpacked',
    there: ['node_modules/a/package.json', 'node_modules/a/node_modules/b/package.json'],
    text: '2 packages are unpacked; npm finishes',
  },
])('an install that is $name says so', ({ there, text }) => {
  expect(installProgress(lock, (path) => there.includes(path))).toBe(text);
});
