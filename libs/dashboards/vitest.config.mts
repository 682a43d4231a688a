import { projectConfig } from '../../vitest.project.mts';

export default projectConfig({ name: 'dashboards', root: import.meta.dirname });
