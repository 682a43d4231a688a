import { projectConfig } from '../../vitest.project.mts';

export default projectConfig({ name: 'repository', root: import.meta.dirname });
