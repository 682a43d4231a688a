/** Where a command writes: results to `out`, everything about the way there to `err`. */
export interface Streams {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  /** Whether a person looks at `err` on a terminal. */
  readonly isTerminal: boolean;
}
