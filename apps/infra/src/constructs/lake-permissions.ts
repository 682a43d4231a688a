import { ArnFormat, Stack } from 'aws-cdk-lib';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import type { InfraConfig } from '../config.ts';
import type { Permission } from './allow.ts';
import type { LakeCatalog } from './lake-catalog.ts';

/** The lake, as a role sees it. */
export interface LakeResources {
  readonly lake: Bucket;
  readonly results: Bucket;
  readonly catalog: LakeCatalog;
  readonly config: InfraConfig;
}

/**
 * What building, checking and publishing may do: query in one workgroup, read and change the tables of one database, read
 * and write objects of the lake and of the results.
 *
 * @example
 * const permissions = lakePermissions(stack, { lake, results, catalog, config });
 */
export function lakePermissions(scope: Construct, { lake, results, catalog, config }: LakeResources): Permission[] {
  const arn = (service: string, resource: string, resourceName: string): string => Stack.of(scope).formatArn({ service, resource, resourceName, arnFormat: ArnFormat.SLASH_RESOURCE_NAME });
  const glue = [Stack.of(scope).formatArn({ service: 'glue', resource: 'catalog' }), arn('glue', 'database', catalog.database), arn('glue', 'table', `${catalog.database}/*`)];
  const crawler = arn('glue', 'crawler', `tickerlake-${config.stage}-raw-bars`);
  return [
    {
      actions: ['athena:BatchGetQueryExecution', 'athena:GetQueryExecution', 'athena:GetQueryResults', 'athena:GetWorkGroup', 'athena:StartQueryExecution', 'athena:StopQueryExecution'],
      resources: [arn('athena', 'workgroup', catalog.workGroup)],
    },
    {
      actions: ['glue:BatchCreatePartition', 'glue:CreateTable', 'glue:DeleteTable', 'glue:GetDatabase', 'glue:GetPartitions', 'glue:GetTable', 'glue:GetTables', 'glue:UpdateTable'],
      resources: glue,
      wildcardReason: 'Staging tables are named after runs.',
    },
    { actions: ['s3:GetBucketLocation', 's3:ListBucket'], resources: [lake.bucketArn, results.bucketArn] },
    { actions: ['s3:AbortMultipartUpload', 's3:DeleteObject', 's3:GetObject', 's3:PutObject'], resources: [lake.arnForObjects('*'), results.arnForObjects('athena/*')], wildcardReason: 'Objects are named by runs and queries.' },
    ...(config.hasCrawler ? [{ actions: ['glue:GetCrawler', 'glue:StartCrawler'], resources: [crawler] }] : []),
  ];
}
