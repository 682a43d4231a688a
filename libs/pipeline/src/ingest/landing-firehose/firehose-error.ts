/**
 * Records that Firehose did not take after every retry. Some of the chunk may have been taken: sending the chunk again is
 * harmless, the newest copy of a bar wins.
 *
 * @example
 * try { await send(batch); } catch (error) { if (error instanceof FirehoseError) console.error(error.failedRecords, error.code); }
 */
export class FirehoseError extends Error {
  override readonly name = 'FirehoseError';
  readonly transient: boolean;
  readonly stream: string;
  readonly failedRecords: number;
  /** Firehose's own word for the last failure. */
  readonly code: string;

  constructor(
    message: string,
    facts: {
      readonly stream: string;
      readonly failedRecords: number;
      readonly code: string;
      readonly transient: boolean;
      readonly cause?: unknown;
    },
  ) {
    super(message, { cause: facts.cause });
    this.transient = facts.transient;
    this.stream = facts.stream;
    this.failedRecords = facts.failedRecords;
    this.code = facts.code;
  }
}
