import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics } from '@aws-lambda-powertools/metrics';
import { Athena } from '@aws-sdk/client-athena';
import { Glue } from '@aws-sdk/client-glue';
import { S3 } from '@aws-sdk/client-s3';
import { SNS } from '@aws-sdk/client-sns';
import { readConfig } from './config.ts';
import { createHandler } from './handler.ts';
import { openResources } from './open-resources.ts';
import { readRules } from './read-rules.ts';

const config = readConfig();
const sns = new SNS({});
const serviceName = 'orchestrator';

/** The Lambda entry point. */
export const handler = createHandler(
  openResources(config, await readRules(new URL('quality/', import.meta.url)), {
    athena: new Athena({}),
    glue: new Glue({}),
    s3: new S3({}),
  }),
  {
    logger: new Logger({ serviceName }),
    metrics: new Metrics({ namespace: 'Tickerlake', serviceName }),
    alarm: async ({ subject, message }) => {
      if (config.alarmTopic !== null)
        await sns.publish({ TopicArn: config.alarmTopic, Subject: subject, Message: message });
    },
  },
);
