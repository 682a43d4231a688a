import { availableParallelism } from 'node:os';
import { projectConfig } from './vitest.project.mts';

const { test, ...project } = projectConfig({ name: 'slow', root: import.meta.dirname, testTimeoutMs: 60_000 });

/**
 * `npm run test:slow`: a run killed at every point where it changes a file, every kind of damage to a store, 10,000 hostile requests,
 * signals to real processes, every recorded answer of Trino and Deequ, generated projects and Lambda bundles, the page in a browser. CI
 * runs it; `npm test` has a quick test of each kind.
 */
export default {
  ...project,
  test: {
    ...test,
    include: ['{apps,libs,tools}/*/src/**/*.slow.test.ts'],
    exclude: ['**/node_modules/**'],
    maxWorkers: availableParallelism(),
  },
};
