import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

const root = join(import.meta.dirname, '../..');

/** The engine tests of every project in one run, sharing one rig. Two files at a time, one per core. */
export default defineConfig({
  root,
  cacheDir: join(root, 'node_modules/.vite/engines'),
  test: {
    name: 'engines',
    include: ['{apps,libs,tools}/*/src/**/*.engines.test.ts'],
    globalSetup: join(import.meta.dirname, 'src/provide-engines.ts'),
    env: { TZ: 'UTC' },
    testTimeout: 60_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 30_000 } },
    maxWorkers: 2,
    reporters: ['default', 'json'],
    outputFile: { json: join(root, 'test-results/engines.json') },
  },
});
