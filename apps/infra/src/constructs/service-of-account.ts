import { Stack } from 'aws-cdk-lib';
import { ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IConstruct } from 'constructs';

/**
 * An AWS service that may assume a role only for resources of this account; otherwise a resource in another account
 * could use the role (the confused deputy problem in the IAM user guide).
 *
 * @example
 * new Role(this, 'Role', { assumedBy: serviceOfAccount(this, 'firehose.amazonaws.com') });
 */
export const serviceOfAccount = (scope: IConstruct, service: string): ServicePrincipal =>
  new ServicePrincipal(service, { conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(scope).account } } });
