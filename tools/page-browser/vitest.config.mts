import { projectConfig } from '../../vitest.project.mts';

export default projectConfig({ name: 'page-browser', root: import.meta.dirname });
