import { projectConfig } from '../../vitest.project.mts';

export default projectConfig({ name: 'volatility', root: import.meta.dirname });
