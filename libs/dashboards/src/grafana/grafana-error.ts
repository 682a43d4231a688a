/** What is known about a call that failed. */
export interface GrafanaFailure {
  readonly method: string;
  /** The path below Grafana's address, without secrets. */
  readonly path: string;
  /** The HTTP status; null when no answer came. */
  readonly status: number | null;
  /** Grafana's own word for it, such as `version-mismatch`, `name-exists` or `Conflict`; null when it gives none. */
  readonly reason: string | null;
  readonly transient: boolean;
}

/**
 * A call to Grafana failed. The text says what, where and what to do next; tokens and secrets are never in it. `transient` says
 * whether the same call may work later.
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
