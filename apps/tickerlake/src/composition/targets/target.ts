import type { QueryStatistics } from '@tickerlake/athena-sql';
import type {
  Calendars,
  EvidenceFiles,
  InstrumentStore,
  Landing,
  LedgerStore,
  QualityMemory,
  SourceName,
  SplitStore,
  Warehouse,
} from '@tickerlake/pipeline';
import type { RunHistory } from '@tickerlake/pipeline/aws';
import type { StorePaths } from '@tickerlake/pipeline/local';
import type { Tables } from '@tickerlake/record-schema';
import type { Kysely } from 'kysely';
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
  /** The published tables on a lake's engine; null for this machine, where each release is opened separately. */
  readonly db: Kysely<Tables> | null;
  /** What explanations read besides tables. */
  readonly evidence: EvidenceFiles;
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
}

/** Opens one kind of target. */
export type OpenTarget = (settings: Settings, tools: TargetTools) => Promise<Target>;
