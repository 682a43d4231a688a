import { CfnBudget } from 'aws-cdk-lib/aws-budgets';
import { Construct } from 'constructs';

/**
 * A budget of the account's spending on what carries this stack's tag; told by mail at 80 % and when the forecast goes over.
 *
 * @example
 * new MonthlyBudget(stack, 'Budget', { stage: 'prod', limitUsd: 5, email: 'team@example.com' });
 */
export class MonthlyBudget extends Construct {
  constructor(scope: Construct, id: string, { stage, limitUsd, email }: { readonly stage: string; readonly limitUsd: number; readonly email: string | null }) {
    super(scope, id);
    const subscribers = email === null ? [] : [{ subscriptionType: 'EMAIL', address: email }];
    const notice = (notificationType: 'ACTUAL' | 'FORECASTED', threshold: number) => ({
      notification: { comparisonOperator: 'GREATER_THAN', notificationType, threshold, thresholdType: 'PERCENTAGE' },
      subscribers,
    });
    new CfnBudget(this, 'Budget', {
      budget: {
        budgetName: `tickerlake-${stage}`,
        budgetType: 'COST',
        timeUnit: 'MONTHLY',
        budgetLimit: { amount: limitUsd, unit: 'USD' },
        costFilters: { TagKeyValue: [`user:project$tickerlake-${stage}`] },
      },
      notificationsWithSubscribers: email === null ? [] : [notice('ACTUAL', 80), notice('FORECASTED', 100)],
    });
  }
}
