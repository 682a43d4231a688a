import type { RigEndpoints } from '../rig-endpoints.ts';

/**
 * Trino's configuration files by path. `awsdatacatalog` is the Hive connector, `iceberg` the Iceberg one, each
 * redirecting to the other's tables, so that a query names a table as on Athena. Both use the front's Glue, which adds
 * what moto lacks, and moto's S3.
 *
 * @example
 * trinoFiles(toEndpoints(ports), '/rig/plugin')['config.properties'];
 */
export function trinoFiles(endpoints: RigEndpoints, pluginFolder: string): Readonly<Record<string, string>> {
  return {
    'config.properties': toProperties({
      coordinator: 'true',
      'node-scheduler.include-coordinator': 'true',
      'http-server.http.port': new URL(endpoints.trinoUrl).port,
      'discovery.uri': endpoints.trinoUrl,
      'plugin.dir': pluginFolder,
      'catalog.management': 'static',
      'query.max-memory': '1GB',
      'query.max-memory-per-node': '1GB',
      'memory.heap-headroom-per-node': '400MB',
      'task.min-writer-count': '1',
      'task.max-writer-count': '1', // the limit of 100 partitions then holds per query, as on Athena
    }),
    'log.properties': 'io.trino=WARN\n',
    'catalog/awsdatacatalog.properties': toProperties({
      'connector.name': 'hive',
      'hive.metastore': 'glue',
      ...glue(endpoints),
      'hive.metastore.glue.partitions-segments': '1',
      'hive.metastore-cache-ttl': '0s',
      'hive.table-statistics-enabled': 'false',
      'hive.collect-column-statistics-on-write': 'false',
      'hive.non-managed-table-writes-enabled': 'true',
      'hive.storage-format': 'PARQUET',
      'hive.max-partitions-per-writers': '100',
      'hive.partition-projection-enabled': 'true',
      'hive.recursive-directories': 'true', // without it objects in folders below the table give no row and no error
      'hive.security': 'allow-all',
      'hive.iceberg-catalog-name': 'iceberg',
      ...s3(endpoints),
    }),
    'catalog/iceberg.properties': toProperties({
      'connector.name': 'iceberg',
      'iceberg.catalog.type': 'glue',
      ...glue(endpoints),
      'iceberg.hive-catalog-name': 'awsdatacatalog',
      'iceberg.file-format': 'PARQUET',
      'iceberg.unique-table-location': 'false', // Athena takes the location as it is given
      'iceberg.expire-snapshots.min-retention': '0s',
      'iceberg.remove-orphan-files.min-retention': '0s',
      'iceberg.security': 'allow_all',
      ...s3(endpoints),
    }),
  };
}

function glue(endpoints: RigEndpoints): Record<string, string> {
  return {
    'hive.metastore.glue.region': 'us-east-1',
    'hive.metastore.glue.endpoint-url': endpoints.glueEndpoint,
    'hive.metastore.glue.aws-access-key': 'x',
    'hive.metastore.glue.aws-secret-key': 'x',
    'hive.metastore.glue.default-warehouse-dir': `s3://${endpoints.bucket}/warehouse/`,
  };
}

function s3(endpoints: RigEndpoints): Record<string, string> {
  return {
    'fs.native-s3.enabled': 'true',
    'fs.hadoop.enabled': 'false',
    's3.endpoint': endpoints.s3Endpoint,
    's3.region': 'us-east-1',
    's3.path-style-access': 'true',
    's3.aws-access-key': 'x',
    's3.aws-secret-key': 'x',
  };
}

function toProperties(properties: Readonly<Record<string, string>>): string {
  return Object.entries(properties)
    .map(([name, value]) => `${name}=${value}\n`)
    .join('');
}
