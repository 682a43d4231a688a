import * as z from 'zod';
import { type JsonObject, jsonObject } from '../../grafana/transport/json-object.ts';
import { type DoubleCall, type DoubleRoute, ok, refuse } from '../double-route.ts';
import type { DoubleDashboard } from '../double-state.ts';
import { saveDashboard } from '../save-dashboard.ts';

/** Other keys, such as the `UpdatedAt` of mcp-grafana, are ignored, as in Grafana. */
const SaveBody = z.object({
  dashboard: jsonObject,
  folderUid: z.string().default(''),
  message: z.string().default(''),
  overwrite: z.boolean().default(false),
});
const notFound = refuse(404, 'Dashboard not found', 'not-found');
const byUid = ({ state, params }: DoubleCall): DoubleDashboard | undefined => state.dashboards.get(params['uid'] ?? '');

/**
 * The model of the request. A second-model dashboard is sent as its spec alone in Grafana 12, and as the whole resource
 * in 13.
 */
function readSent(
  sent: JsonObject,
  major: number,
): { readonly uid: string | null; readonly spec: JsonObject; readonly storedAs: 'v1' | 'v2' } | null {
  const isWhole = typeof sent['apiVersion'] === 'string' && 'spec' in sent;
  if (isWhole) {
    const whole = z.object({ metadata: z.object({ name: z.string() }), spec: jsonObject }).safeParse(sent);
    return major >= 13 && whole.success
      ? { uid: whole.data.metadata.name, spec: whole.data.spec, storedAs: 'v2' }
      : null;
  }
  if ('elements' in sent && 'layout' in sent) return major === 12 ? { uid: null, spec: sent, storedAs: 'v2' } : null;
  return {
    uid: typeof sent['uid'] === 'string' && sent['uid'] !== '' ? sent['uid'] : null,
    spec: sent,
    storedAs: 'v1',
  };
}

function save(call: DoubleCall) {
  const { state, caller } = call;
  const parsed = SaveBody.safeParse(call.body);
  if (!parsed.success) return refuse(400, 'bad request data');
  const { folderUid, message, overwrite, dashboard } = parsed.data;
  const sent = readSent(dashboard, state.major);
  if (sent === null) return refuse(400, 'the dashboard is in a form that this route of this version does not take');
  if (typeof sent.spec['title'] !== 'string' || sent.spec['title'] === '')
    return refuse(400, 'Dashboard title cannot be empty', 'empty-name');
  const uid = sent.uid ?? `d${state.nextId()}`;
  if (uid.length > 40) return refuse(400, 'uid too long, max 40 characters');
  if (!/^[\w-]+$/.test(uid)) return refuse(400, 'uid contains illegal characters');
  if (folderUid !== '' && !state.folders.has(folderUid)) return refuse(400, 'folder not found', 'not-found');
  const before = state.dashboards.get(uid);
  if (before?.provisionedFrom != null) return refuse(400, 'Cannot save provisioned dashboard');
  if (before?.pluginId != null && !overwrite)
    return refuse(412, `The dashboard belongs to plugin ${before.pluginId}.`, 'plugin-dashboard');
  if (before !== undefined && !overwrite && dashboard['version'] !== before.version)
    return refuse(412, 'The dashboard has been changed by someone else', 'version-mismatch');
  const hasTwin = [...state.dashboards.values()].some(
    (other) => other.uid !== uid && other.folderUid === folderUid && other.spec['title'] === sent.spec['title'],
  );
  if (hasTwin && !overwrite)
    return refuse(412, 'A dashboard with the same name in the folder already exists', 'name-exists');
  const saved = saveDashboard(state, {
    uid,
    spec: sent.spec,
    folderUid,
    message,
    login: caller.login,
    storedAs: sent.storedAs,
  });
  return ok({ id: saved.id, uid, url: `/d/${uid}`, status: 'success', version: saved.version, slug: uid, folderUid });
}

function read(call: DoubleCall) {
  const found = byUid(call);
  if (found === undefined) return notFound;
  const { state, query } = call;
  const created = found.history[0];
  const updated = found.history.at(-1);
  const meta = {
    slug: found.uid,
    version: found.version,
    folderUid: found.folderUid,
    folderTitle: state.folders.get(found.folderUid)?.title ?? 'General',
    created: created?.created,
    createdBy: created?.createdBy,
    updated: updated?.created,
    updatedBy: updated?.createdBy,
    provisioned: found.provisionedFrom !== null,
    provisionedExternalId: found.provisionedFrom ?? '',
    ...(state.major >= 12 ? { apiVersion: found.storedAs, annotations: found.annotations } : {}),
  };
  return ok({ meta, dashboard: inForm(found, query.get('apiVersion')) });
}

/** The second model in classic form keeps its title and loses its layout, as Grafana's own conversion loses tabs. */
function inForm(found: DoubleDashboard, wanted: string | null): JsonObject {
  const numbers = { id: found.id, uid: found.uid, version: found.version };
  if (found.storedAs === 'v1') return { ...found.spec, ...numbers };
  return wanted?.startsWith('v2') === true
    ? found.spec
    : { title: found.spec['title'], schemaVersion: 42, panels: [], ...numbers };
}

function remove(call: DoubleCall) {
  const found = byUid(call);
  if (found === undefined) return notFound;
  if (found.provisionedFrom !== null) return refuse(400, 'provisioned dashboard cannot be deleted');
  call.state.dashboards.delete(found.uid);
  return ok({ title: found.spec['title'], message: `Dashboard ${String(found.spec['title'])} deleted`, id: found.id });
}

function versions(call: DoubleCall) {
  const found = byUid(call);
  if (found === undefined) return notFound;
  const list = [...found.history]
    .reverse()
    .map(({ spec: _spec, ...told }) => ({ ...told, uid: found.uid, dashboardId: found.id }));
  return ok(call.state.major < 11 ? list : { continueToken: '', versions: list });
}

function version(call: DoubleCall) {
  const found = byUid(call);
  const wanted = found?.history.find((one) => String(one.version) === call.params['version']);
  if (wanted === undefined) return refuse(404, 'Dashboard version not found');
  const { spec, ...told } = wanted;
  return ok({ ...told, uid: call.params['uid'], data: { ...spec, id: found?.id, version: told.version } });
}

/** Dashboards over `/api`. */
export const legacyDashboardRoutes: readonly DoubleRoute[] = [
  { method: 'POST', path: '/api/dashboards/db', role: 'Editor', handle: save },
  { method: 'GET', path: '/api/dashboards/uid/:uid', role: 'Viewer', handle: read },
  { method: 'DELETE', path: '/api/dashboards/uid/:uid', role: 'Editor', handle: remove },
  { method: 'GET', path: '/api/dashboards/uid/:uid/versions', role: 'Editor', handle: versions },
  { method: 'GET', path: '/api/dashboards/uid/:uid/versions/:version', role: 'Editor', handle: version },
];
