/** The facts about a failed call. */
export interface GrafanaFailure {
  readonly method: string;
  /** The path below Grafana's address, without secrets. */
  readonly path: string;
  /** The HTTP status; null without a response. */
  readonly status: number | null;
  /** Grafana's reason, such as `version-mismatch`, `name-exists` or `Conflict`; null if it gives none. */
  readonly reason: string | null;
  readonly transient: boolean;
}

/**
 * A call to Grafana failed. The message says what, where and what to do next; it never contains tokens or secrets.
 * `transient` is true if the same call may work later.
 *
 * @example
 * if (error instanceof GrafanaError && error.reason === 'version-mismatch') console.error(error.message);
 */
export class GrafanaError extends Error implements GrafanaFailure {
  override readonly name = 'GrafanaError';
  readonly method: string;
  readonly path: string;
  readonly status: number | null;
  readonly reason: string | null;
  readonly transient: boolean;

  constructor(message: string, failure: GrafanaFailure, options: ErrorOptions = {}) {
    super(message, options);
    this.method = failure.method;
    this.path = failure.path;
    this.status = failure.status;
    this.reason = failure.reason;
    this.transient = failure.transient;
  }
}
