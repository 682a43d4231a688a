import { Stack, Validations } from 'aws-cdk-lib';
import { ManagedPolicy, PolicyStatement, type Role } from 'aws-cdk-lib/aws-iam';
import type { IConstruct } from 'constructs';

/** The actions a role or policy allows, on which resources, and why a resource needs a `*`. */
export interface Permission {
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  readonly wildcardReason?: string;
}

/**
 * Allows actions in a role or policy. A resource with a `*` needs a reason, which acknowledges exactly that finding of
 * cdk-nag; without a reason it stays a finding.
 *
 * @throws {TypeError} for a resource with a `*` whose text is not a join of references.
 * @example
 * allow(role, { actions: ['s3:PutObject'], resources: [lake.arnForObjects('landing/*')], wildcardReason: 'object
 * names are not known in advance' });
 */
export function allow(to: Role | ManagedPolicy, { actions, resources, wildcardReason }: Permission): void {
  const statement = new PolicyStatement({ actions: [...actions], resources: [...resources] });
  if (to instanceof ManagedPolicy) to.addStatements(statement);
  else to.addToPolicy(statement);
  if (wildcardReason === undefined) return;
  for (const resource of resources) {
    const text = toFindingText(Stack.of(to).resolve(resource));
    if (text.includes('*'))
      Validations.of(to).acknowledge({ id: `AwsSolutions-IAM5[Resource::${text}]`, reason: wildcardReason });
  }
}

/**
 * The permissions of a role, as a dependency for resources that need them when they are created: a function that is
 * called immediately, a stream that checks its bucket.
 *
 * @example
 * stream.node.addDependency(permissionsOf(role));
 */
export const permissionsOf = (role: Role): IConstruct => role.node.findChild('DefaultPolicy');

/** A resolved ARN as cdk-nag writes it: references in angle brackets. */
function toFindingText(resolved: unknown): string {
  if (typeof resolved !== 'object' || resolved === null) return String(resolved);
  const [[kind, value] = []] = Object.entries(resolved);
  if (kind === 'Ref') return `<${String(value)}>`;
  if (kind === 'Fn::GetAtt' && Array.isArray(value)) return `<${value.join('.')}>`;
  if (kind === 'Fn::Join' && Array.isArray(value)) {
    const [separator, parts] = value;
    if (typeof separator === 'string' && Array.isArray(parts)) return parts.map(toFindingText).join(separator);
  }
  throw new TypeError(`No finding text for ${JSON.stringify(resolved)}.`);
}
