import { ArnFormat, Stack } from 'aws-cdk-lib';
import { CfnRule } from 'aws-cdk-lib/aws-events';
import { CfnTrigger, CfnWorkflow } from 'aws-cdk-lib/aws-glue';
import { Role } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { allow, permissionsOf } from './allow.ts';
import type { PipelineFunction } from './pipeline-function.ts';
import type { RawCrawler } from './raw-crawler.ts';
import { serviceOfAccount } from './service-of-account.ts';

/** The function whose success starts the crawler. */
export interface CrawlAfterRunProps {
  readonly stage: string;
  readonly orchestrator: PipelineFunction;
  readonly crawler: RawCrawler;
}

/**
 * A Glue workflow whose trigger starts the crawler after a successful run: Lambda sends the end of every durable
 * execution to EventBridge, which notifies Glue. A Glue workflow can have only jobs and crawlers, so the run itself
 * stays
 * outside.
 *
 * @example
 * new CrawlAfterRun(stack, 'CrawlAfterRun', { stage: 'prod', orchestrator, crawler });
 */
export class CrawlAfterRun extends Construct {
  constructor(scope: Construct, id: string, { stage, orchestrator, crawler }: CrawlAfterRunProps) {
    super(scope, id);
    const name = `tickerlake-${stage}-crawl-after-run`;
    const workflow = new CfnWorkflow(this, 'Workflow', {
      name,
      description: 'Crawls landed rows after each successful run',
      maxConcurrentRuns: 1,
    });
    const trigger = new CfnTrigger(this, 'OnSuccess', {
      name: `${name}-on-success`,
      type: 'EVENT',
      workflowName: name,
      eventBatchingCondition: { batchSize: 1 },
      actions: [{ crawlerName: crawler.name }],
    });
    trigger.addResourceDependency(workflow);
    trigger.node.addDependency(crawler);
    const arn = Stack.of(this).formatArn({
      service: 'glue',
      resource: 'workflow',
      resourceName: name,
      arnFormat: ArnFormat.SLASH_RESOURCE_NAME,
    });
    const role = new Role(this, 'Role', {
      assumedBy: serviceOfAccount(this, 'events.amazonaws.com'),
      description: 'EventBridge notifies Glue of a successful run',
    });
    allow(role, { actions: ['glue:notifyEvent'], resources: [arn] });
    const rule = new CfnRule(this, 'RunSucceeded', {
      name: `${name}-on-success`,
      description: 'A run succeeded',
      eventPattern: {
        source: ['aws.lambda'],
        'detail-type': ['Durable Execution Status Change'],
        // Executions name the version that ran.
        detail: { status: ['SUCCEEDED'], functionArn: [{ prefix: `${orchestrator.function.functionArn}:` }] },
      },
      targets: [{ id: 'workflow', arn, roleArn: role.roleArn }],
    });
    rule.node.addDependency(trigger, permissionsOf(role));
  }
}
