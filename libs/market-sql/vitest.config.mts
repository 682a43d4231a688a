import { projectConfig } from '../../vitest.project.mts';

export default projectConfig({ name: 'market-sql', root: import.meta.dirname });
