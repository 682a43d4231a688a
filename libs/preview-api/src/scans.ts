/** What the page's statements have scanned in a lake since the server started. */
export interface Scans {
  readonly engine: 'Athena' | 'Trino';
  readonly statements: number;
  /** Read from S3, after compression and pruning. */
  readonly bytesScanned: number;
  /** As Athena bills them: whole megabytes, at least 10 a statement; 0 on Trino. */
  readonly bytesBilled: number;
  /** 0 on Trino. */
  readonly dollars: number;
  /** What counts against `maxBytes`: the larger of both. */
  readonly countedBytes: number;
  /** Where the server stops; null without a limit. */
  readonly maxBytes: number | null;
}
