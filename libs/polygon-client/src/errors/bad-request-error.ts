import { type HttpErrorFacts, PolygonHttpError } from './polygon-http-error.ts';

/**
 * The vendor rejected a parameter (400).
 *
 * @example
 * if (error instanceof BadRequestError) console.error(error.text);
 */
export class BadRequestError extends PolygonHttpError {
  override readonly name = 'BadRequestError';
  declare readonly code: 'bad-request';

  constructor(facts: HttpErrorFacts) {
    super(facts, { code: 'bad-request', transient: false, advice: 'Correct the parameter that the text names.' });
  }
}
