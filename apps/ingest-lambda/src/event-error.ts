/**
 * The event does not have the form that this Lambda expects. Retrying the same event does not help.
 *
 * @example
 * if (error instanceof EventError) console.error(error.message);
 */
export class EventError extends Error {
  override readonly name = 'EventError';
  readonly transient = false;

  constructor(problems: string) {
    super(
      `The event of ingest-lambda is invalid:\n${problems}\nSend the fields described in src/event.ts; nothing was fetched.`,
    );
  }
}
