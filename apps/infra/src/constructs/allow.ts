import { Stack, Validations } from 'aws-cdk-lib';
import { PolicyStatement, type Role } from 'aws-cdk-lib/aws-iam';

/** What a role may do, on which resources, and why a resource has to end in `*`. */
export interface Permission {
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  readonly wildcardReason?: string;
}

/**
 * Lets a role do something. A resource that ends in `*` needs its reason, which acknowledges exactly that finding of
 * cdk-nag; one without a reason stays a finding.
 *
 * @example
 * allow(role, { actions: ['s3:PutObject'], resources: [lake.arnForObjects('raw_bars/*')], wildcardReason: 'object names are not known before' });
 */
export function allow(role: Role, { actions, resources, wildcardReason }: Permission): void {
  role.addToPolicy(new PolicyStatement({ actions: [...actions], resources: [...resources] }));
  if (wildcardReason === undefined) return;
  for (const resource of resources) {
    if (resource.endsWith('*')) Validations.of(role).acknowledge({ id: `AwsSolutions-IAM5[Resource::${toFindingText(Stack.of(role).resolve(resource))}]`, reason: wildcardReason });
  }
}

/** A resolved ARN as cdk-nag writes it: references in angle brackets. */
function toFindingText(resolved: unknown): string {
  if (typeof resolved !== 'object' || resolved === null) return String(resolved);
  const [[kind, value] = []] = Object.entries(resolved);
  if (kind === 'Ref') return `<${String(value)}>`;
  if (kind === 'Fn::GetAtt' && Array.isArray(value)) return `<${value.join('.')}>`;
  if (kind === 'Fn::Join' && Array.isArray(value)) {
    const [separator, parts] = value as [string, readonly unknown[]];
    return parts.map(toFindingText).join(separator);
  }
  throw new TypeError(`No finding text for ${JSON.stringify(resolved)}.`);
}
