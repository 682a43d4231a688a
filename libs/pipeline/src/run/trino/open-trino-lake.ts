import { type Lake, type LakeOptions, openLake } from '../lake/open-lake.ts';
import { createTrinoLakeSql, type TrinoEngine } from '../../engines/lake/trino-lake-sql.ts';

/**
 * Landing and warehouse of a lake whose statements run on a self-hosted Trino; its tables are in Glue, its files in S3.
 *
 * @throws {StoreError} for a location that is not a folder in S3.
 * @example
 * const { landing, warehouse } = openTrinoLake({ url: 'http://127.0.0.1:8080', user: 'tickerlake', catalog: 'awsdatacatalog', icebergCatalog: 'iceberg', fetch }, place);
 */
export const openTrinoLake = (trino: TrinoEngine, place: LakeOptions): Lake =>
  openLake(createTrinoLakeSql(trino, place), place);
