import { projectConfig } from '../../vitest.project.mts';

const { test, ...project } = projectConfig({ name: 'tickerlake', root: import.meta.dirname, testTimeoutMs: 30_000 });

/** Crashes, damage, hostile requests, signals to real processes and the page in a browser have their own lane: `npm run test:slow`. */
export default {
  ...project,
  test: {
    ...test,
    exclude: [...(test?.exclude ?? []), '**/*-in-browser.test.ts', 'src/crash/**', 'src/exit/stop.test.ts'],
  },
};
