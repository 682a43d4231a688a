import { ArnFormat, Duration, Stack } from 'aws-cdk-lib';
import type { Code } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import type { LakeCatalog } from './lake-catalog.ts';
import { PipelineFunction } from './pipeline-function.ts';

/** The workspace the dashboards are applied to, and the catalogue they read. */
export interface DashboardsFunctionProps {
  readonly stage: string;
  readonly code: Code;
  /** An Amazon Managed Grafana workspace such as `g-0123456789`. */
  readonly workspaceId: string;
  readonly catalog: LakeCatalog;
}

/**
 * A function that applies the dashboards to a workspace, with a temporary token that it creates and deletes.
 *
 * @example
 * dashboardsFunction(stack, 'Dashboards', { stage: 'prod', code, workspaceId: 'g-0123456789', catalog });
 */
export function dashboardsFunction(
  scope: Construct,
  id: string,
  { stage, code, workspaceId, catalog }: DashboardsFunctionProps,
): PipelineFunction {
  const { region } = Stack.of(scope);
  const workspace = Stack.of(scope).formatArn({
    service: 'grafana',
    resource: '/workspaces',
    resourceName: workspaceId,
    arnFormat: ArnFormat.SLASH_RESOURCE_NAME,
  });
  const dataSource = {
    authType: 'ec2_iam_role',
    defaultRegion: region,
    database: catalog.database,
    workgroup: catalog.workGroup,
  };
  return new PipelineFunction(scope, id, {
    name: `tickerlake-${stage}-dashboards`,
    description: 'Applies the dashboards to a Grafana workspace',
    code,
    handler: 'main.handler',
    timeout: Duration.minutes(5),
    memoryMib: 256,
    environment: { GRAFANA_WORKSPACE_ID: workspaceId, GRAFANA_SETTINGS: JSON.stringify({ dataSource }) },
    permissions: [
      {
        actions: [
          'grafana:CreateWorkspaceServiceAccount',
          'grafana:CreateWorkspaceServiceAccountToken',
          'grafana:DeleteWorkspaceServiceAccountToken',
          'grafana:DescribeWorkspace',
          'grafana:ListWorkspaceServiceAccounts',
        ],
        resources: [workspace],
      },
    ],
  });
}
