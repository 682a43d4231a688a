import { defineConfig, type ViteUserConfig } from 'vitest/config';

/**
 * The test set-up that every project shares: Node, UTC, one JSON report per project in `test-results/`
 * (the counted result of `npm test`), and no console output from tests. The files of a project share a process: loading the modules anew
 * for every file took longer than the tests. Tests of real engines (`*.engines.test.ts`) have
 * their own command.
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
      exclude: ['**/*.engines.test.ts'],
      env: { TZ: 'UTC' },
      isolate: false,
      testTimeout: project.testTimeoutMs ?? 30_000,
      reporters: ['default', 'json'],
      outputFile: { json: `${import.meta.dirname}/test-results/${project.name}.json` },
      onConsoleLog(log) {
        throw new Error(`A test of ${project.name} printed to the console: ${log}`);
      },
    },
  });
}
