import { Stack } from 'aws-cdk-lib';
import { ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IConstruct } from 'constructs';

/**
 * A service of AWS that may take a role for resources of this account alone: otherwise a resource in another account could name the role
 * (the confused deputy of the IAM user guide).
 *
 * @example
 * new Role(this, 'Role', { assumedBy: serviceOfAccount(this, 'firehose.amazonaws.com') });
 */
export const serviceOfAccount = (scope: IConstruct, service: string): ServicePrincipal =>
  new ServicePrincipal(service, { conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(scope).account } } });
