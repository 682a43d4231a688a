import type { ClassicDashboard } from '@tickerlake/dashboards';
import type { TypedRows } from '@tickerlake/pipeline/local';
import type { Explained, Question, Scans, Summary } from '@tickerlake/preview-api';

/** What the page is made of. */
export interface PageSources {
  readonly pageDir: string;
  readonly dashboards: () => Promise<readonly ClassicDashboard[]>;
  /** Runs a SELECT; it rejects with the signal's reason when that aborts. */
  readonly runSql: (sql: string, signal: AbortSignal) => Promise<TypedRows>;
  readonly summary: (signal: AbortSignal) => Promise<Summary>;
  /** Where a published value comes from. Throws RequestError when there is no such value. */
  readonly explain: (
    question: Extract<Question, { readonly kind: 'explain' }>,
    signal: AbortSignal,
  ) => Promise<Explained>;
  /** A text that changes when another release becomes current or a run starts or ends. */
  readonly state: () => Promise<string>;
  /** What its statements have scanned in a lake; null where reading is free. */
  readonly scans: () => Scans | null;
}
