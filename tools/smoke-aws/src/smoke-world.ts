/** The state of a run on AWS. */
export interface RunState {
  /** Lambda's status; null before the run starts. */
  readonly status: 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'STOPPED' | null;
  /** The reason for a failure, if known. */
  readonly reason: string | null;
}

/** The number of hours of a ticker that readers see. */
export interface PublishedHours {
  readonly ticker: string;
  readonly hours: number;
}

/** The environment of a smoke run: an AWS account and the deploy command. */
export interface SmokeWorld {
  putKey(parameter: string, key: string): Promise<void>;
  /** A missing parameter is not an error; the same goes for everything that removes. */
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
  /** Including every version of every object. */
  removeBucket(bucket: string): Promise<void>;
  removeDatabase(database: string): Promise<void>;
}
