import { projectConfig } from '../../vitest.project.mts';

export default projectConfig({ name: 'grafana-lint', root: import.meta.dirname });
