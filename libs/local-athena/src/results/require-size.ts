import { EngineFailure } from '../engine/engine-failure.ts';

/**
 * Fails a query whose result has become too large.
 *
 * @throws {EngineFailure} beyond `maxBytes`.
 * @example
 * requireSize(10, 5); // throws: The result is larger than 5 bytes ...
 */
export function requireSize(bytes: number, maxBytes: number): void {
  if (bytes > maxBytes)
    throw new EngineFailure(
      'EXCEEDED_RESULT_LIMIT',
      'USER_ERROR',
      `The result is larger than ${maxBytes} bytes, the limit of this endpoint: select fewer rows or columns`,
    );
}
