import { describe, expect, it, test } from 'vitest';
import { findRepositoryRoot, readConfig } from './config.ts';

describe('the settings of the rig', () => {
  it('have a default each', () => {
    expect(readConfig({}, '/repo')).toMatchObject({
      cacheFolder: '/repo/.engines',
      runFolder: '/repo/.engines/run',
      ports: { trino: 8085, moto: 5000, front: 5001 },
      isCi: false,
    });
  });

  test.each([
    { name: 'no number', env: { ENGINES_TRINO_PORT: 'http' }, says: "ENGINES_TRINO_PORT=http isn't a port" },
    {
      name: 'a number beyond 65535',
      env: { ENGINES_MOTO_PORT: '65536' },
      says: "ENGINES_MOTO_PORT=65536 isn't a port",
    },
    { name: 'two equal ports', env: { ENGINES_FRONT_PORT: '5000' }, says: 'Two engines have the same port' },
  ])('refuse a port that is $name', ({ env, says }) => {
    expect(() => readConfig(env, '/repo')).toThrow(says);
  });

  it('find the repository upward', () => {
    const root = findRepositoryRoot(import.meta.dirname);
    expect(`${root}/tools/engine-rig/src`).toBe(import.meta.dirname);
    expect(() => findRepositoryRoot('/')).toThrow('No nx.json');
  });
});
