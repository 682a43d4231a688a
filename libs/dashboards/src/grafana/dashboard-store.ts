import type { JsonObject } from './json-object.ts';

/** A dashboard as Grafana has it. */
export interface StoredDashboard {
  readonly uid: string;
  /** The dashboard's JSON, without the numbers that Grafana gives it (`id`, `version`). */
  readonly spec: JsonObject;
  /** What a write must name: a counter on legacy routes, a `resourceVersion` on `/apis`. */
  readonly version: string;
  /** '' at the root. */
  readonly folderUid: string;
  /** The model that it is stored in, when Grafana tells: `v1`, `v2beta1`, ... */
  readonly storedAs: string | null;
  /** The tool that owns it, by the annotations of `/apis`. */
  readonly manager: { readonly kind: string; readonly id: string } | null;
  /** The file that it is provisioned from; null when it is not. */
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
  /** The version that was read; null to create. Grafana refuses a stale one. */
  readonly basedOn: string | null;
}

/** Reads and writes dashboards; one adapter per family of routes, and the same contract for both. */
export interface DashboardStore {
  /** The dashboard, or null. @throws {GrafanaError} */
  read(uid: string): Promise<StoredDashboard | null>;
  /** Writes it, never over a version that was not read. @throws {GrafanaError} With the reason `version-mismatch`, `Conflict`, ... */
  write(write: DashboardWrite): Promise<void>;
  /** Removes it; nothing happens when it is not there. @throws {GrafanaError} */
  remove(uid: string): Promise<void>;
}

/**
 * Whether a dashboard is stored in the second model (elements and layouts): classic JSON written over it loses tabs and layouts.
 *
 * @example
 * isSecondModel({ ...stored, storedAs: 'v2beta1' }); // true
 */
export function isSecondModel(stored: Pick<StoredDashboard, 'spec' | 'storedAs'>): boolean {
  return (stored.storedAs ?? '').startsWith('v2') || ('elements' in stored.spec && 'layout' in stored.spec);
}
