import { type HttpErrorFacts, PolygonHttpError } from './polygon-http-error.ts';

/**
 * The vendor does not have it (404). An unknown ticker is not an error at the aggregates endpoint: it has no bars.
 *
 * @example
 * if (error instanceof NotFoundError) markAsClosedDay();
 */
export class NotFoundError extends PolygonHttpError {
  override readonly name = 'NotFoundError';
  declare readonly code: 'not-found';

  constructor(facts: HttpErrorFacts) {
    super(facts, {
      code: 'not-found',
      transient: false,
      advice: 'Check the ticker (upper and lower case differ) and the date.',
    });
  }
}
