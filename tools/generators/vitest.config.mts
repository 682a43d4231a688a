import { projectConfig } from '../../vitest.project.mts';

export default projectConfig({ name: 'generators', root: import.meta.dirname });
