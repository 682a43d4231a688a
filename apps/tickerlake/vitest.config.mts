import { projectConfig } from '../../vitest.project.mts';

export default projectConfig({ name: 'tickerlake', root: import.meta.dirname });
