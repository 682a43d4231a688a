import { RefusedSql } from './refused-sql.ts';

/**
 * Throws the refusal behind an engine's error, or the error itself.
 *
 * @example
 * await db.executeQuery(query).catch(throwRefusal);
 */
export function throwRefusal(error: unknown): never {
  throw error instanceof Error && error.cause instanceof RefusedSql ? error.cause : error;
}
