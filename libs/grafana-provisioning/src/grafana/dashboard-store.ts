import type { JsonObject } from './transport/json-object.ts';

/** A dashboard as stored in Grafana. */
export interface StoredDashboard {
  readonly uid: string;
  /** The dashboard's JSON, without the numbers that Grafana assigns (`id`, `version`). */
  readonly spec: JsonObject;
  /** The version that a write must name: a counter on legacy routes, a `resourceVersion` on `/apis`. */
  readonly version: string;
  /** '' at the root. */
  readonly folderUid: string;
  /** The model in which it is stored, if Grafana reports it: `v1`, `v2beta1`, ... */
  readonly storedAs: string | null;
  /** The tool that owns it, from the annotations of `/apis`. */
  readonly manager: { readonly kind: string; readonly id: string } | null;
  /** The file from which it is provisioned; null if it is not. */
  readonly provisionedFrom: string | null;
}

/** A dashboard to write. The folder is always named: a legacy write without it would move the dashboard to the root. */
export interface DashboardWrite {
  readonly uid: string;
  readonly spec: JsonObject;
  readonly folderUid: string;
  readonly message: string;
  /** Who owns it, for the annotations of `/apis`. */
  readonly managerId: string;
  /** The version that was read; null to create. Grafana rejects a stale one. */
  readonly basedOn: string | null;
}

/** Reads and writes dashboards; one adapter per family of routes, with the same contract. */
export interface DashboardStore {
  /** The dashboard, or null. @throws {GrafanaError} */
  read(uid: string): Promise<StoredDashboard | null>;
  /**
   * Writes it, but never overwrites a version that was not read. @throws {GrafanaError} With the reason
   * `version-mismatch`, `Conflict`, ...
   */
  write(write: DashboardWrite): Promise<void>;
  /** Removes it, if it exists. @throws {GrafanaError} */
  remove(uid: string): Promise<void>;
}

/**
 * Whether a dashboard is stored in the second model (elements and layouts): overwriting it with classic JSON loses tabs
 * and layouts.
 *
 * @example
 * isSecondModel({ ...stored, storedAs: 'v2beta1' }); // true
 */
export function isSecondModel(stored: Pick<StoredDashboard, 'spec' | 'storedAs'>): boolean {
  return (stored.storedAs ?? '').startsWith('v2') || ('elements' in stored.spec && 'layout' in stored.spec);
}
