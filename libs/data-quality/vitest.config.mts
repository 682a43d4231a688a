import { projectConfig } from '../../vitest.project.mts';

export default projectConfig({ name: 'data-quality', root: import.meta.dirname });
