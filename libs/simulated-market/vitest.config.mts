import { projectConfig } from '../../vitest.project.mts';

export default projectConfig({ name: 'simulated-market', root: import.meta.dirname });
