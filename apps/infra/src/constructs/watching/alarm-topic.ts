import { Stack } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { Construct } from 'constructs';

/**
 * The one topic that notifies people: alarms, the budget, and failed runs with the orchestrator's message. Enforcing
 * TLS replaces the topic's default policy, so publishers are listed explicitly.
 *
 * @example
 * const topic = alarmTopic(stack, 'AlarmTopic', { stage: 'prod', email: 'team@example.com' });
 */
export function alarmTopic(
  scope: Construct,
  id: string,
  { stage, email }: { readonly stage: string; readonly email: string | null },
): Topic {
  const topic = new Topic(scope, id, { topicName: `tickerlake-${stage}-alarms`, enforceSSL: true });
  topic.addToResourcePolicy(
    new PolicyStatement({
      sid: 'AlarmsAndBudgetOfThisAccount',
      principals: [new ServicePrincipal('cloudwatch.amazonaws.com'), new ServicePrincipal('budgets.amazonaws.com')],
      actions: ['sns:Publish'],
      resources: [topic.topicArn],
      conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(scope).account } },
    }),
  );
  if (email !== null) topic.addSubscription(new EmailSubscription(email));
  return topic;
}
