import { projectConfig } from '../../vitest.project.mts';

export default projectConfig({ name: 'packages', root: import.meta.dirname });
