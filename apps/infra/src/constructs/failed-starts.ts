import { Duration } from 'aws-cdk-lib';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';

/**
 * A queue for starts that failed to the end: two weeks to look at them. It is itself the dead-letter queue of whoever writes to it.
 *
 * @example
 * const failed = failedStartsQueue(stack, 'FailedStarts');
 */
export const failedStartsQueue = (scope: Construct, id: string): Queue =>
  new Queue(scope, id, { encryption: QueueEncryption.SQS_MANAGED, enforceSSL: true, retentionPeriod: Duration.days(14) });
