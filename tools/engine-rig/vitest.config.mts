import { projectConfig } from '../../vitest.project.mts';

export default projectConfig({ name: 'engine-rig', root: import.meta.dirname });
