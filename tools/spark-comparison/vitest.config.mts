import { projectConfig } from '../../vitest.project.mts';

export default projectConfig({ name: 'spark-comparison', root: import.meta.dirname });
