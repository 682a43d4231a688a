import { projectConfig } from '../../vitest.project.mts';

export default projectConfig({ name: 'grafana-validator', root: import.meta.dirname });
