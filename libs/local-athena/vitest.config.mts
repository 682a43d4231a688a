import { projectConfig } from '../../vitest.project.mts';

export default projectConfig({ name: 'local-athena', root: import.meta.dirname });
