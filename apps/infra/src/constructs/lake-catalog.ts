import { Fn, Stack } from 'aws-cdk-lib';
import { CfnWorkGroup } from 'aws-cdk-lib/aws-athena';
import { CfnDatabase } from 'aws-cdk-lib/aws-glue';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';

/**
 * The Glue database and the Athena workgroup. The tables are declared by the first run, from the same columns as
 * everything else. The workgroup does not enforce its place of results: that would forbid the `external_location` of
 * staging tables; its limit of scanned bytes holds for every query all the same.
 *
 * @example
 * const catalog = new LakeCatalog(stack, 'Catalog', { name: 'tickerlake_prod', results, scanLimitBytes });
 */
export class LakeCatalog extends Construct {
  readonly database: string;
  readonly workGroup: string;

  constructor(scope: Construct, id: string, props: { readonly stage: string; readonly lake: Bucket; readonly results: Bucket; readonly scanLimitBytes: number }) {
    super(scope, id);
    this.database = `tickerlake_${props.stage}`;
    this.workGroup = `tickerlake-${props.stage}`;
    new CfnDatabase(this, 'Database', {
      catalogId: Stack.of(this).account,
      databaseInput: { name: this.database, description: 'Hourly volatility', locationUri: Fn.join('', ['s3://', props.lake.bucketName, '/warehouse/']) },
    });
    new CfnWorkGroup(this, 'WorkGroup', {
      name: this.workGroup,
      description: 'Queries of the pipeline and of its dashboards',
      recursiveDeleteOption: true,
      // Amazon Managed Grafana's own policy asks for this tag.
      tags: [{ key: 'GrafanaDataSource', value: 'true' }],
      workGroupConfiguration: {
        enforceWorkGroupConfiguration: false,
        publishCloudWatchMetricsEnabled: true,
        bytesScannedCutoffPerQuery: props.scanLimitBytes,
        engineVersion: { selectedEngineVersion: 'Athena engine version 3' },
        resultConfiguration: { outputLocation: Fn.join('', ['s3://', props.results.bucketName, '/athena/']), encryptionConfiguration: { encryptionOption: 'SSE_S3' } },
      },
    });
  }
}
