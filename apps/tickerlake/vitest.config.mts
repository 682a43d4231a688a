import { projectConfig } from '../../vitest.project.mts';

const { test, ...project } = projectConfig({ name: 'tickerlake', root: import.meta.dirname, testTimeoutMs: 30_000 });

/** The page in a browser has a lane of its own: `npm run test:slow`. */
export default { ...project, test: { ...test, exclude: [...(test?.exclude ?? []), '**/*-in-browser.test.ts'] } };
