import { projectConfig } from '../../vitest.project.mts';

export default projectConfig({ name: 'market-calendar', root: import.meta.dirname });
