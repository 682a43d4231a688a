import { Fn, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { CfnWorkGroup } from 'aws-cdk-lib/aws-athena';
import { CfnDatabase } from 'aws-cdk-lib/aws-glue';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { lakeFolder, resultsFolder } from '../lake-places.ts';

/** Dependencies of the catalogue. */
export interface LakeCatalogProps {
  readonly stage: string;
  readonly lake: Bucket;
  readonly results: Bucket;
  readonly scanLimitBytes: number;
}

/**
 * The Glue database and the Athena workgroup. The pipeline owns the tables: it creates them from the columns it writes
 * and adds new columns; a second owner here would reset them with every deploy. The workgroup does not enforce its
 * result location, because that would forbid the `external_location` of staging tables; its scan limit still applies to
 * every query.
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
      databaseInput: {
        name: this.database,
        description: 'Hourly volatility (tickerlake)',
        locationUri: Fn.join('', ['s3://', lake.bucketName, `/${lakeFolder}`]),
      },
    });
    // Deleting the database would delete the tables' pointers to their current state.
    database.applyRemovalPolicy(RemovalPolicy.RETAIN);
    new CfnWorkGroup(this, 'WorkGroup', {
      name: this.workGroup,
      description: 'Queries of the pipeline and of its dashboards',
      recursiveDeleteOption: true,
      // Amazon Managed Grafana's own policy requires this tag.
      tags: [{ key: 'GrafanaDataSource', value: 'true' }],
      workGroupConfiguration: {
        enforceWorkGroupConfiguration: false,
        publishCloudWatchMetricsEnabled: true,
        bytesScannedCutoffPerQuery: scanLimitBytes,
        engineVersion: { selectedEngineVersion: 'Athena engine version 3' },
        resultConfiguration: {
          outputLocation: Fn.join('', ['s3://', results.bucketName, `/${resultsFolder}`]),
          encryptionConfiguration: { encryptionOption: 'SSE_S3' },
        },
      },
    });
  }
}
