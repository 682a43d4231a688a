import { projectConfig } from '../../vitest.project.mts';

const { test, ...project } = projectConfig({ name: 'slow', root: import.meta.dirname, testTimeoutMs: 60_000 });

/**
 * `npm run test:slow`: a run killed at every point where it changes a file, every kind of damage to a store, 10,000 hostile requests,
 * signals to real processes, and the page in a browser. CI runs it; `npm test` does not.
 */
export default {
  ...project,
  test: {
    ...test,
    include: ['src/crash/*.test.ts', 'src/exit/stop.test.ts', 'src/**/*-in-browser.test.ts'],
    env: { TZ: 'UTC' },
  },
};
