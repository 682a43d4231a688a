import type { JsonObject } from '../grafana/transport/json-object.ts';
import type { DoubleDashboard, DoubleState } from './double-state.ts';

/** Options of a save. */
export interface DashboardSave {
  readonly uid: string;
  readonly spec: JsonObject;
  readonly folderUid: string;
  readonly message: string;
  readonly login: string;
  readonly storedAs: 'v1' | 'v2';
  readonly annotations?: Readonly<Record<string, string>>;
}

/**
 * Saves a dashboard in the double with the next version and its history. Checks nothing; the routes do that.
 *
 * @example
 * saveDashboard(state, { uid: 'a', spec: { title: 'A' }, folderUid: '', message: '', login: 'ann', storedAs: 'v1' });
 */
export function saveDashboard(state: DoubleState, save: DashboardSave): DoubleDashboard {
  const before = state.dashboards.get(save.uid);
  const version = (before?.version ?? 0) + 1;
  const { id: _id, version: _version, ...content } = save.spec;
  const spec = { ...content, ...(save.storedAs === 'v1' ? { uid: save.uid } : {}) };
  const saved: DoubleDashboard = {
    id: before?.id ?? state.nextId(),
    uid: save.uid,
    spec,
    folderUid: save.folderUid,
    version,
    resourceVersion: state.nextId() + 1_000,
    annotations: save.annotations ?? before?.annotations ?? {},
    storedAs: save.storedAs,
    provisionedFrom: before?.provisionedFrom ?? null,
    pluginId: before?.pluginId ?? null,
    history: [
      ...(before?.history ?? []),
      { version, created: state.now().toISOString(), createdBy: save.login, message: save.message, spec },
    ],
  };
  state.dashboards.set(save.uid, saved);
  return saved;
}
