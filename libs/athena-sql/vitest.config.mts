import { projectConfig } from '../../vitest.project.mts';

export default projectConfig({ name: 'athena-sql', root: import.meta.dirname });
