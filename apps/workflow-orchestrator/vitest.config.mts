import { projectConfig } from '../../vitest.project.mts';

export default projectConfig({ name: 'workflow-orchestrator', root: import.meta.dirname });
