import { ArnFormat, Stack } from 'aws-cdk-lib';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { lakeFolder, resultsFolder } from '../lake-places.ts';
import type { Permission } from './allow.ts';
import type { LakeCatalog } from './lake-catalog.ts';

/** The lake resources that a role accesses. */
export interface LakeResources {
  readonly lake: Bucket;
  readonly results: Bucket;
  readonly catalog: LakeCatalog;
}

/**
 * Permissions for building, checking and publishing: query in one workgroup, read and change the tables of one
 * database, read and write objects in the lake's folder and in the results.
 *
 * @example
 * const permissions = lakePermissions(stack, { lake, results, catalog });
 */
export function lakePermissions(scope: Construct, { lake, results, catalog }: LakeResources): readonly Permission[] {
  const arn = (service: string, resource: string, resourceName: string): string =>
    Stack.of(scope).formatArn({ service, resource, resourceName, arnFormat: ArnFormat.SLASH_RESOURCE_NAME });
  const glueCatalog = Stack.of(scope).formatArn({ service: 'glue', resource: 'catalog' });
  return [
    {
      actions: [
        'athena:BatchGetQueryExecution',
        'athena:GetQueryExecution',
        'athena:GetQueryResults',
        'athena:GetWorkGroup',
        'athena:StartQueryExecution',
        'athena:StopQueryExecution',
      ],
      resources: [arn('athena', 'workgroup', catalog.workGroup)],
    },
    {
      actions: [
        'glue:CreateDatabase',
        'glue:CreateTable',
        'glue:DeleteTable',
        'glue:GetDatabase',
        'glue:GetPartition',
        'glue:GetPartitions',
        'glue:GetTable',
        'glue:GetTables',
        'glue:UpdateTable',
      ],
      resources: [
        glueCatalog,
        arn('glue', 'database', catalog.database),
        arn('glue', 'table', `${catalog.database}/*`),
      ],
      wildcardReason: 'Staging tables are named after runs.',
    },
    // Athena reads the account's default database before it runs a query.
    { actions: ['glue:GetDatabase'], resources: [arn('glue', 'database', 'default')] },
    {
      actions: ['s3:GetBucketLocation', 's3:ListBucket', 's3:ListBucketMultipartUploads'],
      resources: [lake.bucketArn, results.bucketArn],
    },
    {
      actions: [
        's3:AbortMultipartUpload',
        's3:DeleteObject',
        's3:GetObject',
        's3:ListMultipartUploadParts',
        's3:PutObject',
      ],
      resources: [lake.arnForObjects(`${lakeFolder}*`)],
      wildcardReason: 'Objects are named by runs and by the engine.',
    },
    {
      actions: ['s3:AbortMultipartUpload', 's3:GetObject', 's3:ListMultipartUploadParts', 's3:PutObject'],
      resources: [results.arnForObjects(`${resultsFolder}*`)],
      wildcardReason: 'Results are named by queries.',
    },
  ];
}
