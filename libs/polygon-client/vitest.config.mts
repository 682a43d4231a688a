import { projectConfig } from '../../vitest.project.mts';

export default projectConfig({ name: 'polygon-client', root: import.meta.dirname });
