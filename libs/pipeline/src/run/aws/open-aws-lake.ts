import { type Lake, type LakeOptions, openLake } from '../lake/open-lake.ts';
import { type AthenaEngine, createAthenaLakeSql } from '../../engines/lake/athena-lake-sql.ts';

/**
 * Landing and warehouse of a lake on AWS: statements run on Athena, tables are in Glue, files are in S3.
 *
 * @throws {StoreError} for a location that is not a folder in S3.
 * @example
 * const { landing, warehouse } = openAwsLake({ athena: new Athena({ region }), workGroup: 'tickerlake' }, place);
 */
export const openAwsLake = (athena: AthenaEngine, place: LakeOptions): Lake =>
  openLake(createAthenaLakeSql(athena, place), place);
