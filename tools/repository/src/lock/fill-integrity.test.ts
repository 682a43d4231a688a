import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { repositoryRoot } from '../repository-root.mjs';
import { fillIntegrity, findUnhashed } from './fill-integrity.mjs';

const hash = `sha512-${'A'.repeat(86)}==`;
const lock = {
  packages: {
    '': { version: '1.0.0' },
    'libs/own': { version: '0.1.0' },
    'node_modules/own': { resolved: 'libs/own', link: true },
    'node_modules/hashed': { version: '1.0.0', integrity: 'sha512-kept' },
    'node_modules/hashed/node_modules/bundled': { version: '2.0.0', inBundle: true },
    'libs/own/node_modules/@scope/native': { version: '3.0.0', os: ['linux'] },
    'node_modules/alias': { name: 'real', version: '4.0.0' },
  },
};

describe('fillIntegrity', () => {
  it('requests every package without a hash, and no others', async () => {
    const asked: string[] = [];
    const filled = await fillIntegrity(lock, async (specifier) => {
      asked.push(specifier);
      return `${hash}\n`;
    });

    expect(asked).toEqual(['@scope/native@3.0.0', 'real@4.0.0']);
    expect(filled.packages).toEqual({
      ...lock.packages,
      'libs/own/node_modules/@scope/native': { version: '3.0.0', integrity: hash, os: ['linux'] },
      'node_modules/alias': { name: 'real', version: '4.0.0', integrity: hash },
    });
    expect(findUnhashed(filled)).toEqual([]);
  });

  it.each([
    { name: 'no answer', answer: '' },
    { name: 'a weak hash', answer: 'sha1-abc=' },
  ])('refuses $name, and names the package', async ({ answer }) => {
    await expect(fillIntegrity(lock, async () => answer)).rejects.toThrow('@scope/native@3.0.0');
  });
});

describe('the lock file of this repository', () => {
  it('has a hash for every package that a registry serves (else: npm run dependencies)', () => {
    expect(findUnhashed(JSON.parse(readFileSync(join(repositoryRoot, 'package-lock.json'), 'utf8')))).toEqual([]);
  });
});
