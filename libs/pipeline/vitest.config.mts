import { projectConfig } from '../../vitest.project.mts';

export default projectConfig({ name: 'pipeline', root: import.meta.dirname });
