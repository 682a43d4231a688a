import * as z from 'zod';
import { jsonObject } from '../../grafana/transport/json-object.ts';
import { resourceAnnotations } from '../../grafana/resource-dashboards.ts';
import { type DoubleAnswer, type DoubleCall, type DoubleRoute, ok, refuseResource } from '../double-route.ts';
import type { DoubleDashboard, DoubleFolder } from '../double-state.ts';
import { saveDashboard } from '../save-dashboard.ts';

const Body = z.object({
  metadata: z.object({
    name: z.string().regex(/^[\w-]{1,40}$/),
    resourceVersion: z.string().optional(),
    annotations: z.record(z.string(), z.string()).default({}),
  }),
  spec: jsonObject,
});

const notFound = ({ params }: DoubleCall): DoubleAnswer =>
  refuseResource(404, 'NotFound', `"${params['name'] ?? ''}" not found`);
const isDryRun = ({ query }: DoubleCall): boolean => query.get('dryRun') === 'All';

function toResource(call: DoubleCall, found: DoubleDashboard) {
  const wanted = call.params['version'] ?? 'v1';
  const isSame = wanted.startsWith('v2') === (found.storedAs === 'v2');
  const spec = isSame ? found.spec : { title: found.spec['title'], schemaVersion: 42, panels: [] };
  const annotations = {
    ...found.annotations,
    ...(found.folderUid === '' ? {} : { [resourceAnnotations.folder]: found.folderUid }),
    'grafana.app/updatedBy': found.history.at(-1)?.createdBy ?? '',
  };
  const metadata = {
    name: found.uid,
    namespace: call.state.namespace,
    generation: found.version,
    resourceVersion: String(found.resourceVersion),
    annotations,
  };
  return {
    kind: 'Dashboard',
    apiVersion: `dashboard.grafana.app/${wanted}`,
    metadata,
    spec,
    ...(isSame ? {} : { status: { conversion: { failed: false, storedVersion: found.storedAs } } }),
  };
}

/** What blocks a write: another namespace, a stale version, a file that owns the dashboard, a missing folder. */
function refusal(
  call: DoubleCall,
  body: z.output<typeof Body>,
  before: DoubleDashboard | undefined,
): DoubleAnswer | null {
  const { name, resourceVersion, annotations } = body.metadata;
  if (before?.provisionedFrom != null)
    return refuseResource(403, 'Forbidden', `dashboard ${name} is managed by file provisioning`);
  if (before !== undefined && resourceVersion !== undefined && resourceVersion !== String(before.resourceVersion)) {
    return refuseResource(
      409,
      'Conflict',
      `Operation cannot be fulfilled on dashboards.dashboard.grafana.app "${name}": the object has been modified; please apply your changes to the latest version and try again`,
    );
  }
  const folder = annotations[resourceAnnotations.folder] ?? '';
  if (folder !== '' && !call.state.folders.has(folder))
    return refuseResource(404, 'NotFound', `folders.folder.grafana.app "${folder}" not found`);
  if (typeof body.spec['title'] !== 'string' || body.spec['title'] === '')
    return refuseResource(400, 'BadRequest', 'Dashboard title cannot be empty');
  return null;
}

function writeDashboard(call: DoubleCall): DoubleAnswer {
  const parsed = Body.safeParse(call.body);
  if (!parsed.success) return refuseResource(400, 'BadRequest', z.prettifyError(parsed.error));
  const { metadata, spec } = parsed.data;
  const before = call.state.dashboards.get(metadata.name);
  const isCreate = call.params['name'] === undefined;
  if (isCreate && before !== undefined)
    return refuseResource(409, 'AlreadyExists', `dashboards.dashboard.grafana.app "${metadata.name}" already exists`);
  if (!isCreate && call.params['name'] !== metadata.name)
    return refuseResource(400, 'BadRequest', 'the name of the object does not match the name on the URL');
  if (!isCreate && before === undefined) return notFound(call);
  const refused = refusal(call, parsed.data, before);
  if (refused !== null) return refused;
  const {
    [resourceAnnotations.folder]: folderUid = '',
    [resourceAnnotations.message]: message = '',
    ...annotations
  } = metadata.annotations;
  const state = isDryRun(call) ? { ...call.state, dashboards: new Map(call.state.dashboards) } : call.state;
  const storedAs = call.params['version']?.startsWith('v2') === true ? 'v2' : 'v1';
  const saved = saveDashboard(state, {
    uid: metadata.name,
    spec,
    folderUid,
    message,
    login: call.caller.login,
    storedAs,
    annotations,
  });
  return { status: isCreate ? 201 : 200, body: toResource(call, saved) };
}

function readDashboard(call: DoubleCall): DoubleAnswer {
  const found = call.state.dashboards.get(call.params['name'] ?? '');
  return found === undefined ? notFound(call) : ok(toResource(call, found));
}

function removeDashboard(call: DoubleCall): DoubleAnswer {
  const found = call.state.dashboards.get(call.params['name'] ?? '');
  if (found === undefined) return notFound(call);
  if (found.provisionedFrom !== null)
    return refuseResource(403, 'Forbidden', 'provisioned dashboard cannot be deleted');
  if (!isDryRun(call)) call.state.dashboards.delete(found.uid);
  return ok({ kind: 'Status', status: 'Success' });
}

function toFolderResource(call: DoubleCall, folder: DoubleFolder) {
  const metadata = {
    name: folder.uid,
    namespace: call.state.namespace,
    resourceVersion: String(folder.resourceVersion),
    annotations: folder.parentUid === '' ? {} : { [resourceAnnotations.folder]: folder.parentUid },
  };
  return { kind: 'Folder', apiVersion: 'folder.grafana.app/v1', metadata, spec: { title: folder.title } };
}

function writeFolder(call: DoubleCall): DoubleAnswer {
  const parsed = Body.safeParse(call.body);
  if (!parsed.success) return refuseResource(400, 'BadRequest', z.prettifyError(parsed.error));
  const { name, resourceVersion, annotations } = parsed.data.metadata;
  const title = z.string().min(1).safeParse(parsed.data.spec['title']);
  if (!title.success) return refuseResource(400, 'BadRequest', 'folder title cannot be empty');
  const before = call.state.folders.get(name);
  const isCreate = call.params['name'] === undefined;
  if (isCreate && before !== undefined)
    return refuseResource(409, 'AlreadyExists', `folders.folder.grafana.app "${name}" already exists`);
  if (!isCreate && before === undefined) return notFound(call);
  if (before !== undefined && resourceVersion !== undefined && resourceVersion !== String(before.resourceVersion))
    return refuseResource(409, 'Conflict', 'the object has been modified');
  const folder: DoubleFolder = {
    id: before?.id ?? call.state.nextId(),
    uid: name,
    title: title.data,
    parentUid: annotations[resourceAnnotations.folder] ?? '',
    version: (before?.version ?? 0) + 1,
    resourceVersion: call.state.nextId(),
    managedBy: annotations[resourceAnnotations.managerKind] ?? '',
    updatedBy: call.caller.login,
    permissions: before?.permissions ?? [
      { role: 'Editor', permission: 2 },
      { role: 'Viewer', permission: 1 },
    ],
  };
  if (!isDryRun(call)) call.state.folders.set(name, folder);
  return { status: isCreate ? 201 : 200, body: toFolderResource(call, folder) };
}

function readFolder(call: DoubleCall): DoubleAnswer {
  const found = call.state.folders.get(call.params['name'] ?? '');
  return found === undefined ? notFound(call) : ok(toFolderResource(call, found));
}

const dashboards = '/apis/dashboard.grafana.app/:version/namespaces/:namespace/dashboards';
const folders = '/apis/folder.grafana.app/:version/namespaces/:namespace/folders';

/** Only its own namespace and the versions of this Grafana: 12 has `v1` and `v2` only as beta. */
const own =
  (handle: DoubleRoute['handle']): DoubleRoute['handle'] =>
  (call) => {
    if (call.params['namespace'] !== call.state.namespace)
      return refuseResource(403, 'Forbidden', `namespace ${call.params['namespace'] ?? ''} is not yours`);
    const isOld = call.state.major < 13 && /^v[12]$/.test(call.params['version'] ?? '');
    return isOld ? refuseResource(404, 'NotFound', 'the server could not find the requested resource') : handle(call);
  };

/** Dashboards and folders over `/apis`, since Grafana 12. */
export const resourceRoutes: readonly DoubleRoute[] = [
  {
    method: 'GET',
    path: dashboards,
    role: 'Viewer',
    since: 12,
    handle: own((call) =>
      ok({
        kind: 'DashboardList',
        metadata: {},
        items: [...call.state.dashboards.values()].map((found) => toResource(call, found)),
      }),
    ),
  },
  { method: 'POST', path: dashboards, role: 'Editor', since: 12, handle: own(writeDashboard) },
  { method: 'GET', path: `${dashboards}/:name`, role: 'Viewer', since: 12, handle: own(readDashboard) },
  { method: 'PUT', path: `${dashboards}/:name`, role: 'Editor', since: 12, handle: own(writeDashboard) },
  { method: 'DELETE', path: `${dashboards}/:name`, role: 'Editor', since: 12, handle: own(removeDashboard) },
  { method: 'POST', path: folders, role: 'Editor', since: 12, handle: own(writeFolder) },
  { method: 'GET', path: `${folders}/:name`, role: 'Viewer', since: 12, handle: own(readFolder) },
  { method: 'PUT', path: `${folders}/:name`, role: 'Editor', since: 12, handle: own(writeFolder) },
];
