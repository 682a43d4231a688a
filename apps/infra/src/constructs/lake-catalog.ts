import { Fn, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { CfnWorkGroup } from 'aws-cdk-lib/aws-athena';
import { CfnDatabase } from 'aws-cdk-lib/aws-glue';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { lakeFolder, resultsFolder } from '../lake-places.ts';

/** What the catalogue is made for. */
export interface LakeCatalogProps {
  readonly stage: string;
  readonly lake: Bucket;
  readonly results: Bucket;
  readonly scanLimitBytes: number;
}

/**
 * The Glue database and the Athena workgroup. The tables are the pipeline's: it makes them from the columns that it writes
 * and adds columns as they grow; a second owner here would set them back with every deploy. The workgroup does not enforce
 * its place of results, which would forbid the `external_location` of staging tables; its limit of scanned bytes holds for
 * every query all the same.
 *
 * @example
 * const catalog = new LakeCatalog(stack, 'Catalog', { stage: 'prod', lake, results, scanLimitBytes });
 */
export class LakeCatalog extends Construct {
  readonly database: string;
  readonly workGroup: string;

  constructor(scope: Construct, id: string, { stage, lake, results, scanLimitBytes }: LakeCatalogProps) {
    super(scope, id);
    this.database = `tickerlake_${stage}_polygon`;
    this.workGroup = `tickerlake-${stage}`;
    const database = new CfnDatabase(this, 'Database', {
      catalogId: Stack.of(this).account,
      databaseInput: { name: this.database, description: 'Hourly volatility (tickerlake)', locationUri: Fn.join('', ['s3://', lake.bucketName, `/${lakeFolder}`]) },
    });
    // With its database a table's pointer to its newest state would go.
    database.applyRemovalPolicy(RemovalPolicy.RETAIN);
    new CfnWorkGroup(this, 'WorkGroup', {
      name: this.workGroup,
      description: 'Queries of the pipeline and of its dashboards',
      recursiveDeleteOption: true,
      // Amazon Managed Grafana's own policy asks for this tag.
      tags: [{ key: 'GrafanaDataSource', value: 'true' }],
      workGroupConfiguration: {
        enforceWorkGroupConfiguration: false,
        publishCloudWatchMetricsEnabled: true,
        bytesScannedCutoffPerQuery: scanLimitBytes,
        engineVersion: { selectedEngineVersion: 'Athena engine version 3' },
        resultConfiguration: { outputLocation: Fn.join('', ['s3://', results.bucketName, `/${resultsFolder}`]), encryptionConfiguration: { encryptionOption: 'SSE_S3' } },
      },
    });
  }
}
