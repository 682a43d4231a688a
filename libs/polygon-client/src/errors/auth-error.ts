import { type HttpErrorFacts, PolygonHttpError } from './polygon-http-error.ts';

/**
 * The key is missing or unknown (401, or 400 with the same text).
 *
 * @example
 * if (error instanceof AuthError) console.error('Set MASSIVE_API_KEY.');
 */
export class AuthError extends PolygonHttpError {
  override readonly name = 'AuthError';
  declare readonly code: 'auth';

  constructor(facts: HttpErrorFacts) {
    super(facts, { code: 'auth', transient: false, advice: 'Check the API key: it is missing, mistyped or revoked.' });
  }
}
