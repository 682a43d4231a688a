import { availableParallelism } from 'node:os';
import { projectConfig } from './vitest.project.mts';

const { test, ...project } = projectConfig({ name: 'all', root: import.meta.dirname });

/**
 * `npm test`: the tests of every project in one run. A process per core takes one file after the other and loads each module once; with a
 * run per project, starting Vitest and loading modules took a minute of CPU time more.
 */
export default {
  ...project,
  test: { ...test, include: ['{apps,libs,tools}/*/src/**/*.test.ts'], maxWorkers: availableParallelism() },
};
