import { projectConfig } from '../../vitest.project.mts';

export default projectConfig({ name: 'dqdl-editor', root: import.meta.dirname });
