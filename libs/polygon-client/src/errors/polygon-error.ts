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
  declare readonly code: PolygonErrorCode;
  /** Whether the same call may succeed later, unchanged. */
  declare readonly transient: boolean;

  /** @param facts become properties of the error, all but `cause`. */
  constructor(
    message: string,
    {
      cause,
      ...facts
    }: {
      readonly code: PolygonErrorCode;
      readonly transient: boolean;
      readonly cause?: unknown;
      readonly [fact: string]: unknown;
    },
  ) {
    super(message, cause === undefined ? undefined : { cause });
    Object.assign(this, facts);
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
