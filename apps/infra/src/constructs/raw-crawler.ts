import { ArnFormat, Stack, Validations } from 'aws-cdk-lib';
import { CfnCrawler } from 'aws-cdk-lib/aws-glue';
import { Role } from 'aws-cdk-lib/aws-iam';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import { rawBarsTable } from '@tickerlake/record-schema';
import { Construct } from 'constructs';
import { landingFolder } from '../lake-places.ts';
import { allow, permissionsOf } from './allow.ts';
import type { LakeCatalog } from './lake-catalog.ts';
import { serviceOfAccount } from './service-of-account.ts';

/** Dependencies of the crawler. */
export interface RawCrawlerProps {
  readonly stage: string;
  readonly lake: Bucket;
  readonly catalog: LakeCatalog;
}

/**
 * An optional crawler of the table `raw_bars` that registers landed days. Its source is the table that the pipeline
 * created, not the folder, and its role cannot create tables, so it never adds any. It changes no column and has no
 * schedule; AWS bills at least ten minutes per crawl.
 *
 * @example
 * const { name } = new RawCrawler(stack, 'Crawler', { stage: 'prod', lake, catalog });
 */
export class RawCrawler extends Construct {
  readonly name: string;
  readonly arn: string;

  constructor(scope: Construct, id: string, { stage, lake, catalog }: RawCrawlerProps) {
    super(scope, id);
    this.name = `tickerlake-${stage}-raw-bars`;
    const stack = Stack.of(this);
    const glueArn = (resource: string, resourceName?: string): string =>
      stack.formatArn({ service: 'glue', resource, ...(resourceName !== undefined && { resourceName }) });
    this.arn = glueArn('crawler', this.name);
    const role = new Role(this, 'Role', {
      assumedBy: serviceOfAccount(this, 'glue.amazonaws.com'),
      description: 'The crawler reads landed rows',
    });
    allow(role, {
      actions: ['s3:GetObject'],
      resources: [lake.arnForObjects(`${landingFolder}*`)],
      wildcardReason: 'It reads every landed object.',
    });
    allow(role, { actions: ['s3:GetBucketLocation', 's3:ListBucket'], resources: [lake.bucketArn] });
    allow(role, {
      actions: [
        'glue:BatchCreatePartition',
        'glue:BatchGetPartition',
        'glue:CreatePartition',
        'glue:GetDatabase',
        'glue:GetPartition',
        'glue:GetPartitions',
        'glue:GetTable',
        'glue:UpdatePartition',
        'glue:UpdateTable',
      ],
      resources: [
        glueArn('catalog'),
        glueArn('database', catalog.database),
        glueArn('table', `${catalog.database}/${rawBarsTable.name}`),
      ],
    });
    allow(role, {
      actions: ['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents'],
      resources: [
        stack.formatArn({
          service: 'logs',
          resource: 'log-group',
          resourceName: '/aws-glue/crawlers:*',
          arnFormat: ArnFormat.COLON_RESOURCE_NAME,
        }),
      ],
      wildcardReason: 'Glue names the streams of its log group, which all crawlers in the account share.',
    });
    const crawler = new CfnCrawler(this, 'Crawler', {
      name: this.name,
      role: role.roleArn,
      targets: { catalogTargets: [{ databaseName: catalog.database, tables: [rawBarsTable.name] }] },
      schemaChangePolicy: { updateBehavior: 'LOG', deleteBehavior: 'LOG' },
      configuration: JSON.stringify({
        Version: 1,
        CrawlerOutput: { Partitions: { AddOrUpdateBehavior: 'InheritFromTable' } },
        Grouping: { TableGroupingPolicy: 'CombineCompatibleSchemas' },
      }),
    });
    crawler.node.addDependency(permissionsOf(role));
    Validations.of(crawler).acknowledge({
      id: 'AwsSolutions-GL1',
      reason: 'Its log names objects and columns, never rows; a separate key would cost more than the crawler.',
    });
  }
}
