import {
  createCalendars,
  type Clock,
  type DatasetRules,
  readPublishedSessions,
  systemClock,
} from '@tickerlake/pipeline';
import {
  type AthenaEngine,
  createObjectStore,
  type LakeOptions,
  openAwsLake,
  type RawBarsCrawler,
} from '@tickerlake/pipeline/aws';
import type { OrchestratorConfig } from './config.ts';
import type { OrchestratorResources } from './orchestrator-resources.ts';

/** The SDK's clients, or objects with the same methods. */
export interface AwsClients extends Pick<LakeOptions, 's3'> {
  readonly glue: LakeOptions['glue'] & RawBarsCrawler['glue'];
  readonly athena: AthenaEngine['athena'];
  readonly clock?: Clock;
  readonly poll?: AthenaEngine['poll'];
}

/**
 * Opens the resources that all runs of a Lambda share.
 *
 * @throws {StoreError} for a location that is not a folder in S3.
 * @example
 * const resources = openResources(config, rules, { athena: new Athena({}), glue: new Glue({}), s3: new S3({}) });
 */
export function openResources(
  config: OrchestratorConfig,
  rules: readonly DatasetRules[],
  { athena, glue, s3, clock = systemClock, poll }: AwsClients,
): Omit<OrchestratorResources, 'onNotice' | 'ingest'> {
  const { location, database, workGroup } = config;
  const calendars = createCalendars(config.market.calendar);
  const holder = `tickerlake-${config.stage}-orchestrator`;
  let dollars = 0;
  const onStatistics: NonNullable<AthenaEngine['onStatistics']> = (query) => void (dollars += query.dollars);
  const { warehouse, db } = openAwsLake(
    { athena, workGroup, onStatistics, ...(poll && { poll }) },
    { glue, s3, location, database, calendars, clock, random: Math.random, holder },
  );
  return {
    config,
    objects: createObjectStore(s3, location),
    warehouse,
    readPublished: (range) => readPublishedSessions(db, range, calendars),
    calendars,
    clock,
    rules,
    spent: () => dollars,
    crawler: config.crawler === null ? null : { glue, clock, name: config.crawler, database, location },
  };
}
