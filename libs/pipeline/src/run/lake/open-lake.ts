import { createS3Files } from '../../check/s3-files.ts';
import { createLakeQualityMemory } from '../../history/lake/lake-quality-memory.ts';
import type { QualityMemory } from '../../ports/quality-memory.ts';
import type { Tables } from '@tickerlake/record-schema';
import type { Kysely } from 'kysely';
import type { Clock } from '../../ports/clock.ts';
import type { Landing } from '../../ports/landing.ts';
import { createLakeLedgerStore } from '../../ledger/lake-ledger-store.ts';
import type { LedgerStore } from '../../ports/ledger-store.ts';
import { createLakeInstrumentStore } from '../../instruments/lake-instrument-store.ts';
import type { InstrumentStore } from '../../ports/instrument-store.ts';
import type { SplitStore } from '../../ports/split-store.ts';
import type { Warehouse } from '../../ports/warehouse.ts';
import type { Calendars } from '../../ports/calendars.ts';
import type { RawFiles } from '../../explain/explain-ports.ts';
import { createLakeRawFiles } from '../../explain/files/lake-raw-files.ts';
import { createLakeHistory, type RunHistory } from '../../history/lake/run-history.ts';
import { type LakeGlue, withAdvice } from '../../engines/lake/lake-glue.ts';
import type { LakeSql } from '../../engines/lake/lake-sql.ts';
import { createLakeSplitStore } from '../../splits/lake-split-store.ts';
import { createLakeWarehouse } from './lake-warehouse.ts';
import type { LakeReaders } from '../../engines/lake/lake-context.ts';
import { createObjectStore } from '../../storage/objects/object-store.ts';
import type { S3Api } from '../../storage/objects/s3-api.ts';
import { createS3Landing } from '../../ingest/landing-s3/s3-landing.ts';

/** A lake's location, and what it needs from outside. */
export interface LakeOptions {
  /** `new Glue({ region })` of the AWS SDK. */
  readonly glue: LakeGlue;
  /** `new S3({ region })` of the AWS SDK. */
  readonly s3: S3Api;
  /** The lake's folder, `s3://bucket/folder/`: everything that it writes goes there. */
  readonly location: string;
  /** The Glue database of its tables, a lower_snake name. */
  readonly database: string;
  readonly calendars: Calendars;
  readonly clock: Clock;
  /** A number in [0, 1). */
  readonly random: () => number;
  /** Who publishes, shown to others that need the lock: a command, a Lambda's name. */
  readonly holder: string;
}

/** Landing, tables and history in one lake. */
export interface Lake {
  readonly landing: Landing;
  readonly warehouse: Warehouse;
  /** What runs did, as the tables `runs` and `corrections`. */
  readonly history: RunHistory;
  /** Which splits are known, as the table `splits`. */
  readonly splits: SplitStore;
  /** What is known of tickers, as the table `instruments`. */
  readonly reference: InstrumentStore;
  /** What is remembered of gaps. */
  readonly gaps: LedgerStore;
  /** What checks of earlier runs found. */
  readonly quality: QualityMemory;
  /** The published tables, to be read on the lake's own engine. */
  readonly db: Kysely<Tables>;
  /** What its readers are made from: see `createLakePublished`. */
  readonly readers: LakeReaders;
  /** The landed objects, for explanations. */
  readonly rawFiles: RawFiles;
}

/**
 * A lake on an engine.
 *
 * @throws {StoreError} for a location that is not a folder in S3.
 * @example
 * const { landing, warehouse, history } = openLake(sql, { glue, s3, location: 's3://lake/tickerlake/', database: 'tickerlake', calendars, clock, random, holder });
 */
export function openLake(sql: LakeSql, place: LakeOptions): Lake {
  const objects = createObjectStore(place.s3, place.location);
  const db = sql.db.withTables<Tables>().withSchema(place.database);
  return {
    landing: createS3Landing(objects, place.calendars),
    warehouse: createLakeWarehouse({
      ...place,
      files: createS3Files(place.s3),
      glue: withAdvice(place.glue),
      sql,
      objects,
    }),
    history: createLakeHistory(objects),
    splits: createLakeSplitStore(objects),
    reference: createLakeInstrumentStore(objects),
    gaps: createLakeLedgerStore(objects),
    quality: createLakeQualityMemory(objects),
    db,
    readers: { sql, glue: withAdvice(place.glue), objects, database: place.database },
    rawFiles: createLakeRawFiles(db, objects),
  };
}
