/** Where a command writes: results to `out`, progress and notices to `err`. */
export interface Streams {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  /** Writes to `out` and waits until it accepts more, for long results. @throws {OutputClosedError} when its reader has closed it. */
  readonly write: (text: string) => Promise<void>;
  /** Whether `err` is a terminal. */
  readonly isTerminal: boolean;
  /** Whether `out` is a terminal. */
  readonly isOutTerminal: boolean;
}
