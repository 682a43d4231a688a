import type { ClassicDashboard } from '@tickerlake/dashboards';
import type { TypedRows } from '@tickerlake/pipeline/local';

/** What the page shows about its release. */
export interface PreviewSummary {
  readonly releaseId: number;
  readonly publishedAt: string;
  readonly source: string;
  readonly from: string;
  readonly to: string;
  readonly tickers: readonly string[];
  readonly quality: { readonly passed: number; readonly warned: number; readonly notEvaluated: number };
  readonly newestBar: string | null;
}

/** What the page is made of. */
export interface PageSources {
  readonly pageDir: string;
  readonly dashboards: () => Promise<readonly ClassicDashboard[]>;
  /** Runs a SELECT; it rejects with the signal's reason when that aborts. */
  readonly runSql: (sql: string, signal: AbortSignal) => Promise<TypedRows>;
  readonly summary: (signal: AbortSignal) => Promise<PreviewSummary>;
  /** A text that changes when another release becomes current or a run starts or ends. */
  readonly state: () => Promise<string>;
}
