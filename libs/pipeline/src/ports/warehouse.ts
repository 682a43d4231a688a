import type { OnNoHistory, QualityResult, RuleCounts, Ruleset } from '@tickerlake/data-quality';
import type { Absence } from '../values/absence.ts';
import type { HeldBack } from '../values/held-back.ts';
import type { Month } from '../values/month.ts';
import type { Corrections } from '../values/corrections.ts';
import type { LandedPart } from './landing.ts';

/** A part of a table that readers do not see yet, or that a release names. */
export interface TablePart {
  /** An opaque, warehouse-specific reference: a file inside the store, or a staging table of the engine. */
  readonly path: string;
  readonly rows: number;
  readonly bytes: number;
  /** Of a file: its SHA-256 as it was written. */
  readonly sha256?: string | undefined;
}

/** The complete new content of some months, not yet visible to readers. Plain JSON: a journal may hold it. */
export interface StagedBuild {
  readonly months: readonly Month[];
  /** What was published when it was built, as an opaque, warehouse-specific reference: it can only be published on top of that. */
  readonly builtOn: string;
  /** By the name of the table: every one of `builtTables`. `partOf` reads one. */
  readonly tables: Readonly<Record<string, TablePart>>;
  /** Ticker to its newest trading date in these months. */
  readonly newestDates: Readonly<Record<string, string>>;
  readonly landedBars: number;
  readonly newBars: number;
  /** Landed bars that came with different values that nothing decides between; absent in the journal of an older version. */
  readonly refusedBars?: number;
  /** Whether readers would see any difference. */
  readonly isChanged: boolean;
  readonly corrections: Corrections;
  /** The landed files that it was built from, where they are kept for a rebuild. */
  readonly landed?: readonly LandedPart[];
}

/** What to build: this run's landed files of some months. */
export interface BuildRequest {
  readonly runId: string;
  /** In order, at most `monthsPerBuild`. */
  readonly months: readonly Month[];
  readonly landedFiles: readonly string[];
  /** The same files with their facts. */
  readonly landed?: readonly LandedPart[];
  /** Tickers whose landed bars are left out; what is published of them stays. */
  readonly withoutTickers?: readonly string[];
  /** Whether the source need not hold whole sessions, like a folder of recorded answers: then bars that did not come again stay. */
  readonly isPartial?: boolean;
  /** Rows of those files: lets a warehouse that reads by folder check that it saw them all. */
  readonly landedRows: number;
}

/** A set of rules and the table that they read. */
export interface DatasetRules {
  readonly dataset: string;
  readonly ruleset: Ruleset;
  /** What a rule of too little history does: nothing, exit code 4, or it stops the run. Default `warn`. */
  readonly onNoHistory?: OnNoHistory;
}

/** What to check: the staged builds, compared with the requested tickers and range. */
export interface CandidateCheck {
  readonly runId: string;
  readonly staged: readonly StagedBuild[];
  readonly tickers: readonly string[];
  /** Tickers whose rows the rules do not see. */
  readonly withoutTickers?: readonly string[];
  readonly from: string;
  readonly to: string;
  /** Where no bars are expected; without overlaps. */
  readonly absences?: readonly Absence[];
  readonly rules: readonly DatasetRules[];
  /** The instant that freshness is measured from. */
  readonly freshAt: Date;
  readonly checkedAt: Date;
}

/** The origin of a release. */
export interface ReleaseFacts {
  readonly runId: string;
  readonly source: string;
  readonly tickers: readonly string[];
  readonly from: string;
  readonly to: string;
  /** Where no bars were expected, so that its coverage stays explained. */
  readonly absences?: readonly Absence[] | undefined;
  /** Tickers of the request whose new bars are not in it. */
  readonly heldBack?: readonly HeldBack[] | undefined;
  readonly quality: Pick<RuleCounts, 'passed' | 'warned' | 'notEvaluated' | 'score'>;
}

/** One published state of all tables. Immutable; readers see exactly one. What holds its rows is the warehouse's own business. */
export interface Release extends ReleaseFacts {
  readonly id: number;
  readonly parentId: number | null;
  readonly publishedAt: string;
  /** Ticker to its newest published trading date: where the next run continues. */
  readonly newestDates: Readonly<Record<string, string>>;
}

/** A kept release whose manifest is damaged. */
export interface UnreadableRelease {
  readonly id: number;
  /** The manifest's file or object. */
  readonly path: string;
  /** A sentence that begins with the path. */
  readonly reason: string;
}

/** What a check found, with the part of `quality_results` that carries it into the release. */
export interface CheckedCandidate {
  readonly results: readonly QualityResult[];
  readonly resultsPart: TablePart;
}

/** Where tables are built, checked and published. Every method may be called again after a crash with the same effect. */
export interface Warehouse {
  /** How many builds may be made at the same time. */
  readonly concurrentBuilds: number;
  /** How many months one build may hold. */
  readonly monthsPerBuild: number;
  /** Builds some months from this run's landed bars and what is published for those months; readers do not see it yet. */
  stage(build: BuildRequest): Promise<StagedBuild>;
  /** Whether a killed run's builds are unchanged; assumed if the warehouse does not implement it. */
  isIntact?(parts: readonly TablePart[]): Promise<boolean>;
  /** Runs the rules on what readers would see. */
  check(candidate: CandidateCheck): Promise<CheckedCandidate>;
  /**
   * Makes the builds visible, each table in one atomic step. The same run again gives the same release; builds without
   * any change leave the current one. `stale` when something else was published since they were made: build again.
   */
  publish(
    facts: ReleaseFacts,
    staged: readonly StagedBuild[],
    resultsPart: TablePart,
    at: Date,
  ): Promise<Release | 'stale'>;
  /** What readers see now; null before the first release. */
  currentRelease(): Promise<Release | null>;
  /** Every release that is kept and can be read, oldest first. */
  releases(): Promise<readonly Release[]>;
  /** The kept releases whose manifest is damaged. */
  unreadableReleases(): Promise<readonly UnreadableRelease[]>;
  /** Goes back to an older release (the one before the current by default), in one atomic step; also when the current one cannot be read. */
  rollback(toId?: number): Promise<Release>;
  /** Removes releases beyond the newest `keepReleases` and every file that no kept release needs. Returns what went. */
  tidy(options: TidyOptions): Promise<TidyResult>;
}

/** What to keep. */
export interface TidyOptions {
  /** How many of the newest releases stay; the current one always does. */
  readonly keepReleases: number;
  /** Runs that may still be resumed: their builds stay. */
  readonly resumableRunIds?: readonly string[];
  /** Only say what would go. */
  readonly dryRun?: boolean;
}

/** What `tidy` removed. */
export interface TidyResult {
  readonly releases: readonly number[];
  readonly files: number;
  readonly bytes: number;
  /** Why something stays that would otherwise have gone. */
  readonly kept?: readonly string[];
}
