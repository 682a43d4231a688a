import type { Redactor } from './create-redactor.ts';

const maxDepth = 4;

/**
 * A foreign error reduced to name, redacted message and causes, without an attached request, headers or socket.
 *
 * @example
 * new NetworkError({ host, path, attempt, transient: true, cause: cleanCause(error, redactor) });
 */
export function cleanCause(error: unknown, redactor: Redactor, depth = 1): Error {
  if (!(error instanceof Error)) return new Error(redactor.text(describe(error)));
  const inner = error.cause ?? (error instanceof AggregateError ? error.errors[0] : undefined);
  const cause = inner === undefined || depth === maxDepth ? undefined : cleanCause(inner, redactor, depth + 1);
  const cleaned = new Error(redactor.text(error.message), cause === undefined ? undefined : { cause });
  cleaned.name = redactor.text(error.name);
  return cleaned;
}

function describe(thrown: unknown): string {
  return typeof thrown === 'string' ? thrown : `something of type ${typeof thrown} was thrown`;
}
