import { projectConfig } from '../../vitest.project.mts';

export default projectConfig({ name: 'preview', root: import.meta.dirname });
