export { createSyntheticSource, type SyntheticCorrection, type SyntheticOptions, syntheticBars } from './synthetic-source.ts';
