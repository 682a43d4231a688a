import { PolygonError, type PolygonErrorCode } from './polygon-error.ts';

/** What is known about a refused call. All texts are redacted and capped. */
export interface HttpErrorFacts {
  /** HTTP status; 200 when the refusal came in the body. */
  readonly status: number;
  /** `status` of the body, such as `NOT_AUTHORIZED`; null when the body is not a JSON object. */
  readonly apiStatus: string | null;
  readonly requestId: string | null;
  /** Number of the attempt, from 1. */
  readonly attempt: number;
  /** Path and query of the call; null for a recorded response. */
  readonly path: string | null;
  /** The server's text; null when it sent none. */
  readonly text: string | null;
}

/** The codes of `PolygonHttpError` and its subclasses. */
export type HttpErrorCode = Extract<
  PolygonErrorCode,
  'auth' | 'entitlement' | 'not-found' | 'bad-request' | 'rate-limit' | 'server' | 'http'
>;

/**
 * The server refused the call. This class itself (`code: 'http'`) is thrown for a status without a subclass.
 *
 * @example
 * if (error instanceof PolygonHttpError) console.error(error.status, error.requestId);
 */
export class PolygonHttpError extends PolygonError {
  override readonly name: string = 'PolygonHttpError';
  declare readonly code: HttpErrorCode;
  declare readonly status: number;
  declare readonly apiStatus: string | null;
  declare readonly requestId: string | null;
  declare readonly attempt: number;
  declare readonly path: string | null;
  /** The server's text, redacted. */
  declare readonly text: string | null;

  constructor(
    facts: HttpErrorFacts,
    kind: { readonly code: HttpErrorCode; readonly transient: boolean; readonly advice: string },
  ) {
    const { advice, ...rest } = kind;
    const { status, apiStatus, requestId, attempt, path, text } = facts;
    super(toMessage(facts, advice), { ...rest, status, apiStatus, requestId, attempt, path, text });
  }

  /** The same as `transient`. */
  get retryable(): boolean {
    return this.transient;
  }
}

function toMessage(facts: HttpErrorFacts, advice: string): string {
  const call = facts.path === null ? 'The response' : `GET ${facts.path}`;
  const apiStatus = facts.apiStatus === null ? '' : ` ${facts.apiStatus}`;
  const text = facts.text === null ? 'with no text' : `"${facts.text}"`;
  const requestId = facts.requestId === null ? '' : `, request id ${facts.requestId}`;
  return `${call}: HTTP ${facts.status}${apiStatus}, ${text} (attempt ${facts.attempt}${requestId}). ${advice}`;
}
