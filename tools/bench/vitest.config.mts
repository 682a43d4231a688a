import { projectConfig } from '../../vitest.project.mts';

export default projectConfig({ name: 'bench', root: import.meta.dirname });
