/** Every `code` of this package's errors. Stable: codes are not renamed within a major version. */
export const polygonErrorCodes = [
  'auth',
  'entitlement',
  'not-found',
  'bad-request',
  'rate-limit',
  'server',
  'http',
  'network',
  'timeout',
  'validation',
  'pagination',
  'invalid-request',
] as const;

/** One of `polygonErrorCodes`. */
export type PolygonErrorCode = (typeof polygonErrorCodes)[number];

/** Registered globally, so that two copies of this package recognize each other's errors. */
export const errorBrand = Symbol.for('@tickerlake/polygon-client/error');

/**
 * The base class of this package's errors. Catch it with `isPolygonError`; distinguish the kinds by `code`.
 * Contains no key, header or request: message, facts and `cause` are redacted.
 *
 * @example
 * catch (error) { if (isPolygonError(error) && error.transient) scheduleAnotherRun(); }
 */
export abstract class PolygonError extends Error {
  override readonly name: string = 'PolygonError';
  readonly code: PolygonErrorCode;
  /** Whether the same call may succeed later, unchanged. */
  readonly transient: boolean;

  constructor(
    message: string,
    facts: { readonly code: PolygonErrorCode; readonly transient: boolean; readonly cause?: unknown },
  ) {
    super(message, facts.cause === undefined ? undefined : { cause: facts.cause });
    this.code = facts.code;
    this.transient = facts.transient;
  }

  get [errorBrand](): true {
    return true;
  }

  /** The error as plain data for logs: name, message, facts, and the chain of causes. */
  toJSON(): Record<string, unknown> {
    const facts = Object.fromEntries(Object.entries(this));
    return { ...facts, message: this.message, ...(this.cause !== undefined && { cause: describeCause(this.cause) }) };
  }
}

function describeCause(cause: unknown): unknown {
  if (cause instanceof PolygonError) return cause.toJSON();
  return cause instanceof Error ? { name: cause.name, message: cause.message } : String(cause);
}
