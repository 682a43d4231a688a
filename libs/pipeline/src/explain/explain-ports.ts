import type { Tables } from '@tickerlake/record-schema';
import type { Compilable, QueryCreator } from 'kysely';
import type { Month } from '../values/month.ts';
import type { Calendars } from '../ports/calendars.ts';

/** Which landed files are wanted: those that may hold bars of a ticker that a run fetched. */
export interface WantedFiles {
  readonly runId: string;
  readonly ticker: string;
  /** Of the trading date. */
  readonly month: Month;
  /** Starts of the bars, in ms since 1970 UTC: the first and the last. */
  readonly firstMs: number;
  readonly lastMs: number;
  /** When the run started, ISO; null when that is not known. */
  readonly runStartedAt: string | null;
}

/** The landed files, for reading. */
export interface RawFiles {
  /** Paths of the files that may hold the bars; none when they were removed. */
  find(wanted: WantedFiles): Promise<readonly string[]>;
  /** The newline-delimited JSON of a file; null when it is gone. Throws StoreError when it cannot be read. */
  read(path: string): Promise<string | null>;
}

/** What readers see now, and the files or snapshots that hold a table's rows of a month. */
export interface ReadRelease {
  readonly id: number;
  readonly publishedAt: string;
  readonly runId: string;
  readonly source: string;
  /** Names of the build, such as Parquet files or an Iceberg snapshot. */
  builds(table: string, month: Month): readonly string[];
}

/** What an explanation reads besides tables. */
export interface EvidenceFiles {
  readonly rawFiles: RawFiles;
  /** Null before the first release. */
  release(): Promise<ReadRelease | null>;
}

/** What an explanation reads. Any engine that has the published tables will do. */
export interface ExplainPorts extends EvidenceFiles {
  /** The rows of a query on the published tables; timestamps are `Date`s. */
  ask<Row>(query: (db: QueryCreator<Tables>) => Compilable<Row>): Promise<readonly Row[]>;
  readonly calendars: Calendars;
}
