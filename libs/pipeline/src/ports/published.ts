import type { ScanCosts } from '@tickerlake/data-quality';
import type { Tables } from '@tickerlake/record-schema';
import type { Kysely } from 'kysely';
import type { Month } from '../values/month.ts';
import type { LookBack } from './quality-memory.ts';
import type { CopyFormat, ExportColumn, TypedRows } from './result-rows.ts';
import type { Release } from './warehouse.ts';

/** How a release is opened. */
export interface OpenOptions {
  /** The files that `prepare` may write; their folders hold its scratch files. */
  readonly outputs?: readonly string[];
  /** Memory of the engine on this machine, in DuckDB's syntax; `1GB` by default. */
  readonly memoryLimit?: string;
  /** Aborting stops what runs. */
  readonly signal?: AbortSignal;
}

/** The rows of a SELECT, ready to be written to files. */
export interface PreparedRows {
  readonly columns: readonly ExportColumn[];
  /** All rows, with values as `OpenRelease.stream` gives them. */
  rows(): AsyncIterable<TypedRows>;
  /** The same with expressions of the columns, in DuckDB's SQL: `cast("close" as double) as c0`. */
  select(expressions: string): AsyncIterable<TypedRows>;
  /**
   * Writes them to one of the `outputs`.
   *
   * @returns how many rows.
   * @throws {SqlExecutionError} when that fails, for example because the disk is full.
   */
  copyTo(format: CopyFormat, file: string): Promise<number>;
}

/** The record of a release. */
export interface PublishedRelease extends Release {
  /** What the rows of a table and month are in, by name: Parquet files, an Iceberg snapshot. */
  builds(table: string, month: Month): readonly string[];
}

/** The tables of a release, opened for reading: its rows, also when another one is published meanwhile. SQL is the engine's own. */
export interface OpenRelease {
  readonly release: PublishedRelease;
  /**
   * Runs one statement that reads and gives its rows in pages, the first one also when there are none, with values for people and JSON:
   * instants are ISO 8601 with `Z`, other timestamps, dates and decimals are text, integers of 64 bits `bigint`.
   *
   * @throws {RefusedSql} for any other statement, before it is sent; {SqlExecutionError} when it is wrong or stopped.
   */
  stream(text: string): AsyncIterable<TypedRows>;
  /** The same with values for programs: timestamps are `Date`s. */
  read(text: string, signal?: AbortSignal): AsyncIterable<TypedRows>;
  /** Prepares the rows of one statement for files. Throws as `stream`. One at a time. */
  prepare(text: string): Promise<PreparedRows>;
  close(): Promise<void>;
}

/** The current release, which this program's own queries read too. */
export interface OpenCurrent extends OpenRelease {
  readonly db: Kysely<Tables>;
  /** The same without types, for rules. */
  readonly engine: Kysely<unknown>;
  /** What earlier runs measured, for the rules of this release. */
  lookBack(): Promise<LookBack>;
}

/** What is published in a target, for all readers: the same on this machine and in a lake. */
export interface Published {
  /** The tables that can be read, in the order in which data flows. Their columns are those of `tables` in record-schema. */
  readonly tables: readonly string[];
  /** The record of the current release, without opening it; null before the first one. Throws StoreError when it is damaged. */
  current(): Promise<PublishedRelease | null>;
  /** Opens what readers see now; null before the first release. Throws StoreError when it is damaged. */
  openCurrent(options?: OpenOptions): Promise<OpenCurrent | null>;
  /** Opens a release that is kept; null when there is none of that number. Throws StoreError when it is damaged. */
  open(id: number, options?: OpenOptions): Promise<OpenRelease | null>;
  /** Throws when the engine does not answer; on this machine nothing has to be running. */
  probe(): Promise<void>;
  /** A text that changes when readers see something else: another release, another run. */
  state(): Promise<string>;
  /** Throws StoreError when a file of the current release is missing or was changed since it was written. A lake finds that when it reads. */
  assertIntact(): Promise<void>;
  /** What the engine reads of a table at most, by column, without running a statement. */
  sizes(): Promise<ScanCosts['sizeOf']>;
}
