import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics } from '@aws-lambda-powertools/metrics';
import { Firehose } from '@aws-sdk/client-firehose';
import { createContinuousCalendar, createStockCalendar } from '@tickerlake/market-calendar';
import { systemClock } from '@tickerlake/pipeline';
import { readConfig } from './config.ts';
import { createHandler } from './handler.ts';
import { openApiKey } from './read-key.ts';

const config = readConfig();
const serviceName = 'ingest';

/** What Lambda calls. */
export const handler = createHandler(
  {
    apiKey: openApiKey(config.keyPlace, {}),
    maxCalls: config.maxCalls,
    baseUrl: config.baseUrl,
    sender: { firehose: new Firehose({}), stream: config.stream },
    calendars: { XNYS: createStockCalendar(), '24/7': createContinuousCalendar() },
    clock: systemClock,
    random: Math.random,
  },
  { logger: new Logger({ serviceName }), metrics: new Metrics({ namespace: 'Tickerlake', serviceName }) },
);
