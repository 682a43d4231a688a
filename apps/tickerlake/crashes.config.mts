import { projectConfig } from '../../vitest.project.mts';

const { test, ...project } = projectConfig({ name: 'crashes', root: import.meta.dirname });

/** `npm run test:crashes`: kills a run at every point where it changes a file, and sends 10,000 hostile requests to each server; the project's own tests take a few. */
export default { ...project, test: { ...test, include: ['src/crash/kill-matrix.test.ts', 'src/crash/hostile-requests.test.ts'], env: { TZ: 'UTC', EVERY_CRASH_POINT: '1' } } };
