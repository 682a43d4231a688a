import type { PublishedRelease } from '@tickerlake/pipeline';
import type { TypedRows } from '@tickerlake/pipeline/local';
import type { Scans } from '@tickerlake/preview-api';

/** What runs the page's statements. */
export interface PageEngine {
  /** All rows of a SELECT on the published tables. Rejects with the signal's reason, and with RequestError above the page's limits. */
  rows(sql: string, signal: AbortSignal): Promise<TypedRows>;
  /** The release whose rows the next statement reads; null before the first one. */
  release(): Promise<PublishedRelease | null>;
  /** A text that changes when another release becomes current or a run starts or ends. */
  state(): Promise<string>;
  /** What the page's statements have scanned so far; null where reading is free. */
  scans(): Scans | null;
  close(): Promise<void>;
}
