import type { Lake } from '@tickerlake/pipeline/trino';
import { createLakePublished } from '@tickerlake/pipeline/published';
import { startLakePageEngine } from '../../page-engine/lake-page-engine.ts';
import type { Target, TargetTools } from './target.ts';

/**
 * What readers of a lake need, whatever its engine.
 *
 * @param engine what the page calls it.
 * @example
 * const target = { ...lake, ...lakeReading(lake, tools, 'Athena') };
 */
export function lakeReading(
  { readers }: Pick<Lake, 'readers'>,
  { maxPageBytes }: Pick<TargetTools, 'maxPageBytes'>,
  engine: 'Athena' | 'Trino',
): Pick<Target, 'published' | 'scanned' | 'startPageEngine'> {
  const published = createLakePublished(readers);
  return {
    published,
    scanned: readers.sql.scanned,
    startPageEngine: () =>
      startLakePageEngine({
        published,
        engine,
        scanned: readers.sql.scanned,
        ...(maxPageBytes !== undefined && { maxPageBytes }),
      }),
  };
}
