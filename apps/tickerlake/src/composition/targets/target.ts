import type { QueryStatistics } from '@tickerlake/athena-sql';
import type {
  Calendars,
  InstrumentStore,
  Landing,
  LedgerStore,
  Published,
  QualityMemory,
  RawFiles,
  Scanned,
  SourceName,
  SplitStore,
  Warehouse,
} from '@tickerlake/pipeline';
import type { RunHistory } from '@tickerlake/pipeline/aws';
import type { StorePaths } from '@tickerlake/pipeline/local';
import type { PageEngine } from '../../page-engine/page-engine.ts';
import type { CommandContext } from '../command-context.ts';
import type { Settings } from '../settings.ts';

/** Where a run lands, builds and publishes. */
export interface Target {
  /** The folder on this machine: the journal and the run lock, and for the local target everything else. */
  readonly paths: StorePaths;
  /** What messages call it: a folder, or an engine with a database. */
  readonly name: string;
  readonly landing: Landing;
  readonly warehouse: Warehouse;
  /** A lake's record of its runs, for its readers. This machine has its journals. */
  readonly history?: RunHistory;
  /** A lake's known splits. This machine has a file. */
  readonly splits?: SplitStore;
  /** What is known of tickers. */
  readonly reference: InstrumentStore;
  /** What is remembered of gaps. */
  readonly gaps: LedgerStore;
  /** What checks of earlier runs found. */
  readonly quality: QualityMemory;
  /** What is published, for all readers. */
  readonly published: Published;
  /** What a lake's statements have scanned so far; null on this machine. */
  readonly scanned: () => Scanned | null;
  /** Starts what the page asks. */
  startPageEngine(home: string): PageEngine;
  /** The landed files, for explanations. */
  readonly rawFiles: RawFiles;
  /** On Athena: the finished queries, as Athena bills them. */
  readonly queries?: readonly QueryStatistics[];
  /** What a lake's queries have cost so far, in dollars; 0 on your own Trino. */
  readonly spent?: () => number;
  close(): Promise<void>;
}

/** What every target is opened with. */
export interface TargetTools {
  /** Whose bars it holds. */
  readonly source: SourceName;
  readonly calendars: Calendars;
  readonly context: CommandContext;
  /** Of a lake: the most bytes that a statement may scan. By default the engine's own limit; a build reads what it needs. */
  readonly maxScanBytes?: number;
  /** Of a lake: the most bytes that all statements of a page may scan, as they are billed. */
  readonly maxPageBytes?: number;
}

/** Opens one kind of target. */
export type OpenTarget = (settings: Settings, tools: TargetTools) => Promise<Target>;
