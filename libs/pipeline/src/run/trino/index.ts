export type { Lake, LakeOptions } from '../lake/open-lake.ts';
export { openTrinoLake } from './open-trino-lake.ts';
export type { TrinoEngine } from '../../engines/lake/trino-lake-sql.ts';
