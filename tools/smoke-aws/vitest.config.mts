import { projectConfig } from '../../vitest.project.mts';

export default projectConfig({ name: 'smoke-aws', root: import.meta.dirname });
