import { CfnBudget } from 'aws-cdk-lib/aws-budgets';
import type { Topic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';

/** The limit and the topic to notify. */
export interface MonthlyBudgetProps {
  readonly stage: string;
  readonly limitUsd: number;
  readonly topic: Topic;
}

/**
 * A budget for resources with this stack's tag. It alerts at 80 %, and when the forecast exceeds the limit.
 *
 * @example
 * new MonthlyBudget(stack, 'Budget', { stage: 'prod', limitUsd: 5, topic });
 */
export class MonthlyBudget extends Construct {
  constructor(scope: Construct, id: string, { stage, limitUsd, topic }: MonthlyBudgetProps) {
    super(scope, id);
    const notice = (notificationType: 'ACTUAL' | 'FORECASTED', threshold: number) => ({
      notification: { comparisonOperator: 'GREATER_THAN', notificationType, threshold, thresholdType: 'PERCENTAGE' },
      subscribers: [{ subscriptionType: 'SNS', address: topic.topicArn }],
    });
    new CfnBudget(this, 'Budget', {
      budget: {
        budgetName: `tickerlake-${stage}`,
        budgetType: 'COST',
        timeUnit: 'MONTHLY',
        budgetLimit: { amount: limitUsd, unit: 'USD' },
        costFilters: { TagKeyValue: [`user:project$tickerlake-${stage}`] },
      },
      notificationsWithSubscribers: [notice('ACTUAL', 80), notice('FORECASTED', 100)],
    });
  }
}
