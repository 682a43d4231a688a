import { projectConfig } from '../../vitest.project.mts';

export default projectConfig({ name: 'ingest-lambda', root: import.meta.dirname });
