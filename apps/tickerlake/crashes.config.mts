import { projectConfig } from '../../vitest.project.mts';

const { test, ...project } = projectConfig({ name: 'crashes', root: import.meta.dirname });

/** `npm run test:crashes`: kills a run at every point where it changes a file; the project's own tests take each tenth. */
export default { ...project, test: { ...test, include: ['src/crash/kill-matrix.test.ts'], env: { TZ: 'UTC', EVERY_CRASH_POINT: '1' } } };
