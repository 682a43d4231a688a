import { ArnFormat, Stack } from 'aws-cdk-lib';
import { ManagedPolicy } from 'aws-cdk-lib/aws-iam';
import { tables } from '@tickerlake/record-schema';
import type { Construct } from 'constructs';
import { readFolders, resultsFolder } from '../lake-places.ts';
import { allow } from './allow.ts';
import type { LakeResources } from './lake-permissions.ts';

/**
 * The policy that readers of the published tables need, such as the role of a Grafana workspace or an analyst. It is
 * not attached to anything. It lists each table and the folders that tables read; neither includes staging, where
 * unchecked builds are. Reading through Athena writes only a result.
 *
 * @example
 * readersPolicy(stack, 'Readers', { stage: 'prod', lake, results, catalog });
 */
export function readersPolicy(
  scope: Construct,
  id: string,
  { stage, lake, results, catalog }: LakeResources & { readonly stage: string },
): ManagedPolicy {
  const stack = Stack.of(scope);
  const arn = (service: string, resource: string, resourceName: string): string =>
    stack.formatArn({ service, resource, resourceName, arnFormat: ArnFormat.SLASH_RESOURCE_NAME });
  const policy = new ManagedPolicy(scope, id, {
    managedPolicyName: `tickerlake-${stage}-readers`,
    description: 'Reads the published tables through Athena',
  });
  allow(policy, {
    actions: [
      'athena:GetQueryExecution',
      'athena:GetQueryResults',
      'athena:GetWorkGroup',
      'athena:StartQueryExecution',
      'athena:StopQueryExecution',
    ],
    resources: [arn('athena', 'workgroup', catalog.workGroup)],
  });
  allow(policy, {
    actions: ['glue:GetDatabase', 'glue:GetPartitions', 'glue:GetTable', 'glue:GetTables'],
    resources: [
      stack.formatArn({ service: 'glue', resource: 'catalog' }),
      arn('glue', 'database', catalog.database),
      ...tables.map(({ name }) => arn('glue', 'table', `${catalog.database}/${name}`)),
    ],
  });
  allow(policy, { actions: ['glue:GetDatabase'], resources: [arn('glue', 'database', 'default')] });
  allow(policy, { actions: ['s3:GetBucketLocation', 's3:ListBucket'], resources: [lake.bucketArn, results.bucketArn] });
  allow(policy, {
    actions: ['s3:GetObject'],
    resources: readFolders.map((folder) => lake.arnForObjects(`${folder}*`)),
    wildcardReason: 'Objects of tables are named by the engine.',
  });
  allow(policy, {
    actions: ['s3:AbortMultipartUpload', 's3:GetObject', 's3:PutObject'],
    resources: [results.arnForObjects(`${resultsFolder}*`)],
    wildcardReason: 'Results are named by queries.',
  });
  return policy;
}
