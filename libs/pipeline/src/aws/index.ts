export type { Lake, LakePlace } from '../lake/open-lake.ts';
export type { AthenaEngine } from './athena-lake-sql.ts';
export { openAwsLake } from './open-aws-lake.ts';
