import { projectConfig } from '../../vitest.project.mts';

export default projectConfig({ name: 'infra', root: import.meta.dirname });
