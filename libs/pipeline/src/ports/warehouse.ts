import type { QualityResult, Ruleset } from '@tickerlake/data-quality';
import type { Month } from '../month.ts';
import type { Corrections } from '../report.ts';

/** A file of a table's period, by its path inside the store. */
export interface TableFile {
  readonly path: string;
  readonly rows: number;
  readonly bytes: number;
}

/** The complete new content of one period, not yet visible to readers. */
export interface StagedPeriod {
  readonly month: Month;
  readonly tables: Readonly<Record<'sessions' | 'bars' | 'hourly_volatility', TableFile>>;
  /** Ticker to its newest trading date in the period. */
  readonly newestDates: Readonly<Record<string, string>>;
  readonly landedBars: number;
  readonly newBars: number;
  /** Whether readers would see any difference. */
  readonly isChanged: boolean;
  readonly corrections: Corrections;
}

/** What to build: this run's landed files of a month. */
export interface PeriodBuild {
  readonly runId: string;
  readonly month: Month;
  readonly landedFiles: readonly string[];
}

/** A set of rules and the table that they read. */
export interface DatasetRules {
  readonly dataset: string;
  readonly ruleset: Ruleset;
}

/** What to check: the staged periods, held against the asked tickers and range. */
export interface CandidateCheck {
  readonly runId: string;
  readonly staged: readonly StagedPeriod[];
  readonly tickers: readonly string[];
  readonly from: string;
  readonly to: string;
  readonly rules: readonly DatasetRules[];
  /** The instant that freshness is measured from. */
  readonly freshAt: Date;
  readonly checkedAt: Date;
}

/** What a release was made of. */
export interface ReleaseFacts {
  readonly runId: string;
  readonly source: string;
  readonly tickers: readonly string[];
  readonly from: string;
  readonly to: string;
  readonly quality: { readonly passed: number; readonly warned: number; readonly score: number };
}

/** One published state of all tables. Immutable; readers see exactly one. */
export interface Release extends ReleaseFacts {
  readonly id: number;
  readonly parentId: number | null;
  readonly publishedAt: string;
  /** Ticker to the newest trading date that is published of it: where the next run goes on. */
  readonly newestDates: Readonly<Record<string, string>>;
  readonly tables: Readonly<Record<string, Readonly<Record<string, readonly TableFile[]>>>>;
}

/** What a check found, with the file that carries it into the release. */
export interface CheckedCandidate {
  readonly results: readonly QualityResult[];
  readonly resultsFile: TableFile;
}

/** Where tables are built, checked and published. Every method may be called again after a crash with the same effect. */
export interface Warehouse {
  /** How many periods may be built at the same time. */
  readonly concurrentBuilds: number;
  /** Builds one period from this run's landed bars and what is published of that period; readers see nothing. */
  stage(build: PeriodBuild): Promise<StagedPeriod>;
  /** Runs the rules on what readers would see. */
  check(candidate: CandidateCheck): Promise<CheckedCandidate>;
  /** Makes the staged periods visible in one atomic step. The same run again gives the same release. */
  publish(facts: ReleaseFacts, staged: readonly StagedPeriod[], resultsFile: TableFile, at: Date): Promise<Release>;
  /** What readers see now; null before the first release. */
  currentRelease(): Promise<Release | null>;
  /** Every release that is still kept, oldest first. */
  releases(): Promise<readonly Release[]>;
  /** Goes back to an older release (the one before the current by default), in one atomic step. */
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
}
