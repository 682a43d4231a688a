/** How a run on AWS stands. */
export interface RunState {
  /** In Lambda's words; null while it has not begun. */
  readonly status: 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'STOPPED' | null;
  /** Why it did not succeed, as far as it said. */
  readonly reason: string | null;
}

/** Hours of a ticker that readers see. */
export interface PublishedHours {
  readonly ticker: string;
  readonly hours: number;
}

/** The outside of a smoke run: an AWS account, and the command that deploys. */
export interface SmokeWorld {
  putKey(parameter: string, key: string): Promise<void>;
  /** A parameter that is not there is no error; so with all that removes. */
  deleteKey(parameter: string): Promise<void>;
  deploy(): Promise<void>;
  destroy(): Promise<void>;
  /** Starts a run through the dispatcher, as the schedule does. */
  startRun(dispatcher: string, scheduledAt: Date): Promise<void>;
  runState(orchestrator: string): Promise<RunState>;
  stopRuns(orchestrator: string): Promise<void>;
  readHours(
    sql: string,
    place: { readonly database: string; readonly workGroup: string },
  ): Promise<readonly PublishedHours[]>;
  listBuckets(prefix: string): Promise<readonly string[]>;
  /** With every version of every object. */
  removeBucket(bucket: string): Promise<void>;
  removeDatabase(database: string): Promise<void>;
}
