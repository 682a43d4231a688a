import { projectConfig } from '../../vitest.project.mts';

export default projectConfig({ name: 'record-schema', root: import.meta.dirname });
