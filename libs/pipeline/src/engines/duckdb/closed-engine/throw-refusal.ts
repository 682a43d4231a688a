import { RefusedSql } from './refused-sql.ts';

/**
 * Throws the refusal that an error of the engine was made of, otherwise the error.
 *
 * @example
 * await db.executeQuery(query).catch(throwRefusal);
 */
export function throwRefusal(error: unknown): never {
  throw error instanceof Error && error.cause instanceof RefusedSql ? error.cause : error;
}
