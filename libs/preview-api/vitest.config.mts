import { projectConfig } from '../../vitest.project.mts';

export default projectConfig({ name: 'preview-api', root: import.meta.dirname });
