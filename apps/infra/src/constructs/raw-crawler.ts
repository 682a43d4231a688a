import { CfnCrawler } from 'aws-cdk-lib/aws-glue';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { ArnFormat, Fn, Stack, Validations } from 'aws-cdk-lib';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { allow } from './allow.ts';
import type { LakeCatalog } from './lake-catalog.ts';

/**
 * A crawler over the landed rows, for those who want one: it never changes columns by itself (drift is refused by the
 * workflow) and every run of it is billed for ten minutes. The workflow starts it; it has no schedule.
 *
 * @example
 * new RawCrawler(stack, 'Crawler', { stage: 'prod', lake, catalog });
 */
export class RawCrawler extends Construct {
  constructor(scope: Construct, id: string, { stage, lake, catalog }: { readonly stage: string; readonly lake: Bucket; readonly catalog: LakeCatalog }) {
    super(scope, id);
    const stack = Stack.of(this);
    const role = new Role(this, 'Role', { assumedBy: new ServicePrincipal('glue.amazonaws.com'), description: 'The crawler reads landed rows' });
    const glueArn = (resource: string, resourceName: string): string => stack.formatArn({ service: 'glue', resource, resourceName });
    allow(role, { actions: ['s3:GetObject'], resources: [lake.arnForObjects('raw_bars/*')], wildcardReason: 'It reads every landed object.' });
    allow(role, { actions: ['s3:ListBucket', 's3:GetBucketLocation'], resources: [lake.bucketArn] });
    allow(role, {
      actions: ['glue:BatchCreatePartition', 'glue:BatchGetPartition', 'glue:CreateTable', 'glue:GetDatabase', 'glue:GetTable', 'glue:UpdateTable'],
      resources: [stack.formatArn({ service: 'glue', resource: 'catalog' }), glueArn('database', catalog.database), glueArn('table', `${catalog.database}/crawled_raw_bars`)],
    });
    allow(role, {
      actions: ['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents'],
      resources: [stack.formatArn({ service: 'logs', resource: 'log-group', resourceName: '/aws-glue/crawlers:*', arnFormat: ArnFormat.COLON_RESOURCE_NAME })],
      wildcardReason: 'Glue names the streams of its log group.',
    });
    const crawler = new CfnCrawler(this, 'Crawler', {
      name: `tickerlake-${stage}-raw-bars`,
      role: role.roleArn,
      databaseName: catalog.database,
      tablePrefix: 'crawled_',
      targets: { s3Targets: [{ path: Fn.join('', ['s3://', lake.bucketName, '/raw_bars/']) }] },
      schemaChangePolicy: { updateBehavior: 'LOG', deleteBehavior: 'LOG' },
      configuration: JSON.stringify({ Version: 1, CrawlerOutput: { Partitions: { AddOrUpdateBehavior: 'InheritFromTable' } }, Grouping: { TableGroupingPolicy: 'CombineCompatibleSchemas' } }),
    });
    Validations.of(crawler).acknowledge({ id: 'AwsSolutions-GL1', reason: 'Its log names objects and columns, never rows; a key of its own would cost more than the crawler saves.' });
  }
}
