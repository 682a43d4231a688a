import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { repositoryRoot } from '../repository-root.mjs';
import { completeLock, findMissingPackages } from './complete-lock.mjs';

const esbuild = {
  version: '0.28.2',
  dev: true,
  optionalDependencies: { '@esbuild/linux-x64': '0.28.2', '@esbuild/darwin-arm64': '0.28.2' },
};

describe('completeLock', () => {
  it('adds an entry for every platform that is missing, in npm order, and leaves the others as they are', () => {
    const present = { version: '0.28.2', integrity: 'sha512-x', optional: true, os: ['linux'], cpu: ['x64'] };
    const lock = {
      lockfileVersion: 3,
      packages: { '': {}, 'node_modules/@esbuild/linux-x64': present, 'node_modules/esbuild': esbuild },
    };

    const completed = completeLock(lock);

    expect(completed.added).toEqual(['node_modules/@esbuild/darwin-arm64']);
    expect(Object.keys(completed.lock.packages)).toEqual([
      '',
      'node_modules/@esbuild/darwin-arm64',
      'node_modules/@esbuild/linux-x64',
      'node_modules/esbuild',
    ]);
    expect(completed.lock.packages).toMatchObject({
      'node_modules/@esbuild/darwin-arm64': {
        version: '0.28.2',
        dev: true,
        optional: true,
        os: ['darwin'],
        cpu: ['arm64'],
      },
      'node_modules/@esbuild/linux-x64': present,
    });
    expect(completed.lock.lockfileVersion).toBe(3);
    expect(findMissingPackages(completed.lock)).toEqual([]);
  });

  it('puts the package of a nested parent next to that parent', () => {
    const lock = { packages: { '': {}, 'apps/a/node_modules/esbuild': esbuild } };

    expect(completeLock(lock).added).toEqual([
      'apps/a/node_modules/@esbuild/linux-x64',
      'apps/a/node_modules/@esbuild/darwin-arm64',
    ]);
  });

  it('finds an optional package that is installed further up', () => {
    const lock = {
      packages: {
        'node_modules/a': { optionalDependencies: { 'b-linux-x64': '1.0.0' } },
        'node_modules/a/node_modules/c': { optionalDependencies: { 'b-linux-x64': '1.0.0' } },
        'node_modules/b-linux-x64': { version: '1.0.0' },
      },
    };

    expect(findMissingPackages(lock)).toEqual([]);
  });

  it('refuses to guess the version of a range', () => {
    const lock = { packages: { 'node_modules/a': { optionalDependencies: { 'a-linux-x64': '^1.0.0' } } } };

    expect(() => completeLock(lock)).toThrow(/a-linux-x64 with the range \^1\.0\.0/);
  });
});

describe('the lock file of this repository', () => {
  const text = readFileSync(join(repositoryRoot, 'package-lock.json'), 'utf8');

  it('has an entry for every optional package of every platform (else: npm run dependencies)', () => {
    expect(findMissingPackages(JSON.parse(text)).map((missing) => missing.installPath)).toEqual([]);
  });

  it('holds no download address', () => {
    expect(text).not.toMatch(/"resolved": "[a-z+]+:/);
  });

  it('lets every library use the packages of the root, which the bundle of the command loads', () => {
    const { packages } = JSON.parse(text) as { packages: Record<string, unknown> };
    expect(Object.keys(packages).filter((path) => /^libs\/[^/]+\/node_modules\//.test(path))).toEqual([]);
  });
});
