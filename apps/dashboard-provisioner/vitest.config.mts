import { projectConfig } from '../../vitest.project.mts';

export default projectConfig({ name: 'dashboard-provisioner', root: import.meta.dirname });
