import { describe, expect, it } from 'vitest';
import { findLockDifference } from './lock-difference.mjs';

const wanted = {
  packages: {
    '': {},
    'libs/volatility': { version: '0.1.0' },
    'node_modules/zod': { version: '4.6.7' },
    'node_modules/@esbuild/darwin-arm64': { version: '0.28.2', optional: true },
  },
};
const installed = { packages: { 'libs/volatility': { version: '0.1.0' }, 'node_modules/zod': { version: '4.6.7' } } };

describe('findLockDifference', () => {
  it.each([
    { name: 'the same packages, without those of other platforms', present: installed, difference: undefined },
    { name: 'a fresh clone', present: undefined, difference: 'nothing is installed yet' },
    {
      name: 'a package that is new in the lock file',
      present: { packages: { 'libs/volatility': { version: '0.1.0' } } },
      difference: 'node_modules/zod is not installed',
    },
    {
      name: 'an older version',
      present: { packages: { ...installed.packages, 'node_modules/zod': { version: '4.6.0' } } },
      difference: 'node_modules/zod is 4.6.0, the lock file says 4.6.7',
    },
    {
      name: 'an optional package of another version',
      present: { packages: { ...installed.packages, 'node_modules/@esbuild/darwin-arm64': { version: '0.28.1' } } },
      difference: 'node_modules/@esbuild/darwin-arm64 is 0.28.1, the lock file says 0.28.2',
    },
    {
      name: 'a package that the lock file no longer has',
      present: { packages: { ...installed.packages, 'node_modules/lodash': { version: '4.17.21' } } },
      difference: 'node_modules/lodash is left over from another lock file',
    },
  ])('judges $name', ({ present, difference }) => {
    expect(findLockDifference(wanted, present)).toBe(difference);
  });
});
