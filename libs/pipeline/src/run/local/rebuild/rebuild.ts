import type { Clock } from '../../../ports/clock.ts';
import type { Month } from '../../../values/month.ts';
import { builtTables } from '../../../ports/table-registry.ts';
import type { DatasetRules } from '../../../ports/warehouse.ts';
import type { Calendars } from '../../../ports/calendars.ts';
import type { StorePaths } from '../../../storage/files/store-paths.ts';

/** The tables that can be built again from landed bars. */
export const rebuiltTables: readonly string[] = builtTables.map(({ name }) => name);

/** What to build again, and with what. */
export interface Rebuild {
  readonly paths: StorePaths;
  readonly calendars: Calendars;
  readonly clock: Clock;
  readonly rules: readonly DatasetRules[];
  readonly memoryLimit?: string;
  /** Only these months; by default all that are damaged. */
  readonly months?: readonly Month[];
  /** Only these of the `rebuiltTables`; by default all of a month. */
  readonly tables?: readonly string[];
  /** Publish what can be built even if some bars are lost for good. */
  readonly acceptsLoss: boolean;
  readonly signal: AbortSignal;
  readonly onProgress: (text: string) => void;
}

/** What was built again. */
export interface RebuildReport {
  /** The release that readers see now. */
  readonly releaseId: number;
  readonly months: readonly { readonly month: Month; readonly bars: number; readonly hours: number }[];
  /** What is lost for good, one sentence each. */
  readonly losses: readonly string[];
}

/** What a release without a readable base starts from. */
export const emptyRelease = {
  id: 0,
  parentId: null,
  publishedAt: '',
  newestDates: {},
  runId: '',
  source: '',
  tickers: [],
  absences: [],
  from: '',
  to: '',
  quality: { passed: 0, warned: 0, notEvaluated: 0, score: 1 },
};
