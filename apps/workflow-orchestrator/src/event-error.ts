/**
 * The event is not of the form that this Lambda takes. A retry of the same event cannot help.
 *
 * @example
 * if (error instanceof EventError) console.error(error.message);
 */
export class EventError extends Error {
  override readonly name = 'EventError';
  readonly transient = false;

  constructor(lambda: string, problems: string) {
    super(`The event of ${lambda} is malformed:\n${problems}\nSend the fields that its README describes; nothing was started.`);
  }
}
