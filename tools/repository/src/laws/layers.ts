/**
 * Which layer may import which, as the design says it: an independent list to compare the lint configuration with. An app
 * imports no other app. Tools may import everything, and nothing imports them.
 */
export const mayImport: Record<string, readonly string[]> = {
  vocabulary: ['vocabulary'],
  calendar: ['calendar'],
  client: ['client'],
  simulator: ['simulator', 'calendar'],
  sql: ['sql', 'vocabulary'],
  endpoint: ['endpoint', 'sql', 'vocabulary'],
  quality: ['quality', 'sql', 'vocabulary'],
  pipeline: ['pipeline', 'client', 'quality', 'sql', 'vocabulary', 'calendar'],
  grafana: ['grafana'],
  dashboards: ['dashboards', 'grafana', 'sql', 'vocabulary', 'calendar'],
  'page-contract': ['page-contract'],
  page: ['page-contract', 'dashboards', 'grafana', 'vocabulary', 'calendar'],
  app: [
    'pipeline',
    'page-contract',
    'dashboards',
    'grafana',
    'client',
    'quality',
    'sql',
    'vocabulary',
    'calendar',
    'endpoint',
    'simulator',
  ],
};

/** Packages that a layer's sources must not import, one example of each banned family. */
export const mustNotImport: Record<string, readonly string[]> = {
  vocabulary: ['@aws-sdk/client-s3', '@duckdb/node-api'],
  calendar: ['@aws-sdk/client-s3', '@duckdb/node-api', 'kysely'],
  client: ['@aws-sdk/client-s3', '@duckdb/node-api', 'kysely', 'date-fns'],
  simulator: ['@aws-sdk/client-s3', '@duckdb/node-api', 'kysely'],
  sql: ['@aws-sdk/client-s3', '@duckdb/node-api'],
  quality: ['@aws-sdk/client-s3', '@duckdb/node-api'],
  grafana: ['@aws-sdk/client-s3', '@duckdb/node-api', 'kysely'],
  dashboards: ['@aws-sdk/client-s3', '@duckdb/node-api'],
  'page-contract': ['@aws-sdk/client-s3', '@duckdb/node-api', 'kysely'],
  page: ['@aws-sdk/client-s3', '@duckdb/node-api', 'commander'],
};

/** Layers that run without Node: no import of its modules. */
export const withoutNode: readonly string[] = [
  'vocabulary',
  'calendar',
  'client',
  'sql',
  'quality',
  'grafana',
  'dashboards',
  'page-contract',
  'page',
];
