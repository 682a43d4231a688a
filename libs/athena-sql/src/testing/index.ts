export { openDuckDb } from './open-duckdb.ts';
export { openTrino } from './open-trino.ts';
export type { RigEngines } from './rig-engines.ts';
