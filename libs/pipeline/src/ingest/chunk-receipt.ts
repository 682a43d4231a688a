import type { BarFindings } from '../values/bar-findings.ts';

/** What was landed or sent of a chunk: the landed rows are compared with it. */
export interface ChunkReceipt {
  readonly chunkId: string;
  readonly ticker: string;
  readonly calls: number;
  readonly rows: number;
  /** Trading date to rows, as fetched. */
  readonly rowsByDate: Readonly<Record<string, number>>;
  /** The vendor's ids of the answers. */
  readonly requestIds: readonly string[];
  readonly findings: BarFindings;
  /** The rows before compression. */
  readonly bytes: number;
}
