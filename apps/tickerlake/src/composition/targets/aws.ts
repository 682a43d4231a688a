import { Athena } from '@aws-sdk/client-athena';
import type { QueryStatistics } from '@tickerlake/athena-sql';
import { actualCost, openAwsLake } from '@tickerlake/pipeline/aws';
import { awsAccess, openLakePlace } from './lake-place.ts';
import { lakeReading } from './lake-reading.ts';
import type { OpenTarget } from './target.ts';

/**
 * A lake that Athena builds and reads.
 *
 * @throws {RequestError} when the configuration names no folder in S3.
 * @example
 * const target = await openAwsTarget(settings, { source: 'polygon', calendars, context });
 */
export const openAwsTarget: OpenTarget = async (settings, tools) => {
  const { place, paths, destroy } = openLakePlace(settings, tools);
  const { workGroup, outputLocation } = settings.config.lake.athena;
  const athena = new Athena(awsAccess(settings));
  const queries: QueryStatistics[] = [];
  const lake = openAwsLake(
    {
      athena,
      workGroup,
      ...(outputLocation !== undefined && { outputLocation }),
      signal: tools.context.signal,
      ...(tools.maxScanBytes !== undefined && { maxScanBytes: tools.maxScanBytes }),
      onStatistics: (query) => void queries.push(query),
    },
    place,
  );
  return {
    ...lake,
    ...lakeReading(lake, tools, 'Athena'),
    paths,
    name: `${place.database} on Athena`,
    queries,
    spent: () => actualCost({ queries, receipts: [] }).dollars,
    async close() {
      athena.destroy();
      destroy();
    },
  };
};
