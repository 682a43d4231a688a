import type { Position } from '../dqdl/position.ts';

/**
 * A rule that cannot be run: a column that does not exist, a type that does not fit, an unknown parameter. The run goes
 * on; the rule gets the status `error` with this message.
 *
 * @example
 * throw new PlanError('The column "tickers" does not exist in hourly.', parameter.at);
 */
export class PlanError extends Error {
  override readonly name = 'PlanError';
  readonly transient = false;
  readonly at: Position;

  constructor(message: string, at: Position) {
    super(message);
    this.at = at;
  }
}

/**
 * A rule that has nothing to compare with yet; it gets the status `not_evaluated`.
 *
 * @example
 * throw new NoHistoryError('There is no history for last(..) yet.');
 */
export class NoHistoryError extends Error {
  override readonly name = 'NoHistoryError';
  readonly transient = false;
}
