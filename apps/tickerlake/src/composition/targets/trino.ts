import { openTrinoLake } from '@tickerlake/pipeline/trino';
import { openLakePlace } from './lake-place.ts';
import { lakeReading } from './lake-reading.ts';
import type { OpenTarget } from './target.ts';

/**
 * A lake that a Trino cluster builds and reads.
 *
 * @throws {RequestError} when the configuration names no folder in S3.
 * @example
 * const target = await openTrinoTarget(settings, { source: 'polygon', calendars, context });
 */
export const openTrinoTarget: OpenTarget = async (settings, tools) => {
  const { place, paths, destroy } = openLakePlace(settings, tools);
  const { maxScanBytes } = tools;
  const lake = openTrinoLake(
    {
      ...settings.config.lake.trino,
      fetch,
      signal: tools.context.signal,
      ...(maxScanBytes !== undefined && { maxScanBytes }),
    },
    place,
  );
  return {
    ...lake,
    ...lakeReading(lake, tools, 'Trino'),
    paths,
    name: `${place.database} on Trino`,
    spent: () => 0,
    close: async () => destroy(),
  };
};
