import { defineConfig, type ViteUserConfig } from 'vitest/config';

/**
 * The test set-up of one project, and of all in one run: Node, UTC, a JSON report in `test-results/` and no console output from tests.
 * Files share a process, because loading the modules again for every file took longer than the tests. Tests of real engines
 * (`*.engines.test.ts`) and slow ones (`*.slow.test.ts`) have commands of their own.
 *
 * @example
 * export default projectConfig({ name: 'market-calendar', root: import.meta.dirname });
 */
export function projectConfig(project: { name: string; root: string; testTimeoutMs?: number }): ViteUserConfig {
  return defineConfig({
    root: project.root,
    cacheDir: `${import.meta.dirname}/node_modules/.vite/${project.name}`,
    test: {
      name: project.name,
      include: ['src/**/*.test.ts'],
      exclude: ['**/node_modules/**', '**/*.{engines,slow}.test.ts'],
      env: { TZ: 'UTC' },
      isolate: false,
      testTimeout: project.testTimeoutMs ?? 30_000,
      // A hook opens an engine or starts a server: on a busy machine the default of 10 s is little.
      hookTimeout: 60_000,
      expect: { poll: { timeout: 20_000 } },
      reporters: ['default', 'json'],
      outputFile: { json: `${import.meta.dirname}/test-results/${project.name}.json` },
      onConsoleLog(log) {
        throw new Error(`A test of ${project.name} printed to the console: ${log}`);
      },
    },
  });
}
