import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import type { Tables } from '@tickerlake/record-schema';
import { type Kysely, type QueryCreator, type SelectQueryBuilder, sql } from 'kysely';
import type { ObjectStore } from '../../storage/objects/object-store.ts';
import { StoreError } from '../../values/errors.ts';
import type { RawFiles, WantedFiles } from '../explain-ports.ts';

const expand = promisify(gunzip);
const dayMs = 86_400_000;
/** Firehose files by the day of arrival, which can be after the day on which the run started. */
const arrivalDays = 3;

/**
 * The landed objects of a lake, found through the table `raw_bars`: a stream's objects hold rows of several tickers and runs. Paths are
 * full: `s3://...`.
 *
 * @example
 * const rawFiles = createLakeRawFiles(db, objects);
 */
export function createLakeRawFiles(db: Kysely<Tables>, objects: Pick<ObjectStore, 'location' | 'read'>): RawFiles {
  return {
    async find(wanted) {
      return (await pathsOf(db, wanted).execute()).map(({ path }) => path).sort();
    },
    async read(path) {
      if (!path.startsWith(objects.location))
        throw new StoreError(`${path} is not below ${objects.location}: the table raw_bars reads another folder.`, {
          path,
        });
      const stored = await objects.read(path.slice(objects.location.length));
      if (stored === null) return null;
      try {
        return (await expand(stored.content)).toString('utf8');
      } catch (cause) {
        throw new StoreError(`${path} is not a gzip file of landed rows.`, { path, cause });
      }
    },
  };
}

/**
 * The objects that hold the bars, by the hidden column of Athena and Trino.
 *
 * Shows: `select distinct "$path" as "path" from "raw_bars" where "run_id" = 'r1' and ... and dt in ('2026-05-29', ...)`
 *
 * @example
 * const paths = await pathsOf(db, wanted).execute();
 */
export function pathsOf(
  db: QueryCreator<Tables>,
  { runId, ticker, firstMs, lastMs, runStartedAt }: WantedFiles,
): SelectQueryBuilder<Tables, 'raw_bars', { path: string }> {
  return db
    .selectFrom('raw_bars')
    .where('run_id', '=', runId)
    .where('ticker', '=', ticker)
    .where(
      sql<boolean>`any_match(coalesce(starts_ms, array[bar_start_ms]), t -> t between ${sql.lit(firstMs)} and ${sql.lit(lastMs)})`,
    )
    .$if(runStartedAt !== null, (all) =>
      all.where(sql<boolean>`dt in (${sql.join(daysFrom(runStartedAt ?? '').map((day) => sql.lit(day)))})`),
    )
    .select(sql<string>`${sql.ref('$path')}`.as('path'))
    .distinct();
}

function daysFrom(startedAt: string): string[] {
  const startMs = Date.parse(startedAt);
  return Array.from({ length: arrivalDays }, (_, day) => new Date(startMs + day * dayMs).toISOString().slice(0, 10));
}
