/** Where a command writes: results to `out`, everything about the way there to `err`. */
export interface Streams {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  /** Writes to `out` and waits until it takes more, for long results. @throws {OutputClosedError} when its reader is gone. */
  readonly write: (text: string) => Promise<void>;
  /** Whether a person looks at `err` on a terminal. */
  readonly isTerminal: boolean;
  /** Whether a person looks at `out` on a terminal. */
  readonly isOutTerminal: boolean;
}
