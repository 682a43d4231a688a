/**
 * The engine's process ended while a statement ran in it. The next statement starts another one; this one may be run again, but what
 * ended the engine once may do so again.
 *
 * @example
 * if (error instanceof EngineEnded) sayThatTheStatementFailed(error.message);
 */
export class EngineEnded extends Error {
  override readonly name = 'EngineEnded';
  readonly transient = true;
}
