import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics } from '@aws-lambda-powertools/metrics';
import { createCalendars, systemClock } from '@tickerlake/pipeline';
import { readConfig } from './config.ts';
import { createHandler } from './handler.ts';
import { openLanding } from './landing/open-landing.ts';
import { openApiKey } from './read-key.ts';

const config = readConfig();
const serviceName = 'ingest';
const calendars = createCalendars(config.market.calendar);

/** The Lambda entry point. */
export const handler = createHandler(
  {
    apiKey: openApiKey(config.keyPlace, {}),
    maxCalls: config.maxCalls,
    baseUrl: config.baseUrl,
    landChunk: await openLanding(config.landing, { calendars, clock: systemClock, random: Math.random, settings: {} }),
    calendars,
    clock: systemClock,
    random: Math.random,
  },
  { logger: new Logger({ serviceName }), metrics: new Metrics({ namespace: 'Tickerlake', serviceName }) },
);
