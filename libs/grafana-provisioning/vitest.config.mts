import { projectConfig } from '../../vitest.project.mts';

export default projectConfig({ name: 'grafana-provisioning', root: import.meta.dirname });
