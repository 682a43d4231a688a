import type { Tables } from '@tickerlake/record-schema';
import type { Compilable, QueryCreator } from 'kysely';
import type { PublishedRelease } from '../ports/published.ts';
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

/** What an explanation needs to know of the release whose tables it reads. */
export type ReadRelease = Pick<PublishedRelease, 'id' | 'publishedAt' | 'runId' | 'source' | 'builds'>;

/** What an explanation reads. Any engine that has the published tables will do. */
export interface ExplainPorts {
  readonly rawFiles: RawFiles;
  /** Whose tables `ask` reads; null before the first release. */
  release(): Promise<ReadRelease | null>;
  /** The rows of a query on the published tables; timestamps are `Date`s. */
  ask<Row>(query: (db: QueryCreator<Tables>) => Compilable<Row>): Promise<readonly Row[]>;
  readonly calendars: Calendars;
}
