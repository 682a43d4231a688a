/**
 * The reader of standard output is gone, as in `tickerlake query ... | head`: there is nothing left to do, and nothing is wrong.
 *
 * @example
 * if (error instanceof OutputClosedError) return 0;
 */
export class OutputClosedError extends Error {
  override readonly name = 'OutputClosedError';
  readonly transient = false;
}
