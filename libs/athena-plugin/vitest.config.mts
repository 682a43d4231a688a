import { projectConfig } from '../../vitest.project.mts';

export default projectConfig({ name: 'athena-plugin', root: import.meta.dirname });
