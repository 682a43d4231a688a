/**
 * The reader of standard output has closed it, as in `tickerlake query ... | head`. Nothing is wrong, and there is nothing left to do.
 *
 * @example
 * if (error instanceof OutputClosedError) return 0;
 */
export class OutputClosedError extends Error {
  override readonly name = 'OutputClosedError';
  readonly transient = false;
}
