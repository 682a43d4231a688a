import { Athena } from '@aws-sdk/client-athena';
import { Glue } from '@aws-sdk/client-glue';
import { Lambda } from '@aws-sdk/client-lambda';
import { S3 } from '@aws-sdk/client-s3';
import { SSM } from '@aws-sdk/client-ssm';

/** Clients of one account and region. */
export interface AwsClients {
  readonly athena: Athena;
  readonly glue: Glue;
  readonly lambda: Lambda;
  readonly s3: S3;
  readonly ssm: SSM;
}

/**
 * Creates clients with the region and credentials that the AWS SDK finds.
 *
 * @example
 * const { s3 } = openAwsClients();
 */
export const openAwsClients = (): AwsClients => ({
  athena: new Athena({}),
  glue: new Glue({}),
  lambda: new Lambda({}),
  s3: new S3({}),
  ssm: new SSM({}),
});
