import * as z from 'zod';
import { type DoubleCall, type DoubleRoute, ok, refuse } from '../double-route.ts';
import type { DoubleFolder, DoubleState } from '../double-state.ts';

const CreateBody = z.object({
  uid: z
    .string()
    .regex(/^[\w-]{1,40}$/)
    .optional(),
  title: z.string(),
  parentUid: z.string().optional(),
});
const UpdateBody = z.object({
  title: z.string().min(1),
  version: z.number().default(0),
  overwrite: z.boolean().default(false),
});
const PermissionsBody = z.object({
  items: z.array(
    z.object({
      role: z.string().optional(),
      teamId: z.number().optional(),
      userId: z.number().optional(),
      permission: z.union([z.literal(1), z.literal(2), z.literal(4)]),
    }),
  ),
});

const notFound = refuse(404, 'folder not found', 'not-found');

function toDto(folder: DoubleFolder): Record<string, unknown> {
  const { permissions: _permissions, resourceVersion: _resourceVersion, ...told } = folder;
  return {
    ...told,
    url: `/dashboards/f/${folder.uid}`,
    hasAcl: false,
    canSave: true,
    canEdit: true,
    canAdmin: true,
    canDelete: true,
  };
}

const byUid = ({ state, params }: DoubleCall): DoubleFolder | undefined => state.folders.get(params['uid'] ?? '');

function create({ state, caller, body }: DoubleCall) {
  const parsed = CreateBody.safeParse(body);
  if (!parsed.success) return refuse(400, 'bad request data');
  const { uid = `f${state.nextId()}`, title, parentUid = '' } = parsed.data;
  if (title === '') return refuse(400, 'folder title cannot be empty', 'empty-name');
  if (state.folders.has(uid)) return refuse(409, 'a folder with that UID already exists', 'folder-already-exists');
  if (parentUid !== '' && !state.folders.has(parentUid)) return refuse(404, 'parent folder not found');
  const permissions = [
    { role: 'Editor', permission: 2 },
    { role: 'Viewer', permission: 1 },
  ];
  const folder: DoubleFolder = {
    id: state.nextId(),
    uid,
    title,
    parentUid,
    version: 1,
    resourceVersion: state.nextId(),
    managedBy: '',
    updatedBy: caller.login,
    permissions,
  };
  state.folders.set(uid, folder);
  return ok(toDto(folder));
}

function update(call: DoubleCall) {
  const before = byUid(call);
  if (before === undefined) return notFound;
  const parsed = UpdateBody.safeParse(call.body);
  if (!parsed.success) return refuse(400, 'bad request data');
  if (!parsed.data.overwrite && parsed.data.version !== before.version)
    return refuse(412, 'the folder has been changed by someone else', 'version-mismatch');
  const folder = {
    ...before,
    title: parsed.data.title,
    version: before.version + 1,
    resourceVersion: call.state.nextId(),
    updatedBy: call.caller.login,
  };
  call.state.folders.set(folder.uid, folder);
  return ok(toDto(folder));
}

/** Removes everything in the folder; alert rules only with `forceDeleteRules`. */
function remove(call: DoubleCall) {
  const folder = byUid(call);
  if (folder === undefined) return notFound;
  const hasRules = [...call.state.ruleGroups.values()].some((group) => group.folderUid === folder.uid);
  if (hasRules && call.query.get('forceDeleteRules') !== 'true')
    return refuse(400, 'folder cannot be deleted: folder contains alert rules');
  removeTree(call.state, folder.uid);
  return ok({ message: `Folder ${folder.title} deleted`, title: folder.title });
}

function removeTree(state: DoubleState, uid: string): void {
  for (const child of state.folders.values()) if (child.parentUid === uid) removeTree(state, child.uid);
  for (const dashboard of state.dashboards.values())
    if (dashboard.folderUid === uid) state.dashboards.delete(dashboard.uid);
  for (const [key, group] of state.ruleGroups) if (group.folderUid === uid) state.ruleGroups.delete(key);
  state.folders.delete(uid);
}

function move(call: DoubleCall) {
  const before = byUid(call);
  if (before === undefined) return notFound;
  const { parentUid } = z.object({ parentUid: z.string() }).parse(call.body);
  const folder = { ...before, parentUid, version: before.version + 1 };
  call.state.folders.set(folder.uid, folder);
  return ok(toDto(folder));
}

function setPermissions(call: DoubleCall) {
  const before = byUid(call);
  if (before === undefined) return notFound;
  const parsed = PermissionsBody.safeParse(call.body);
  if (!parsed.success) return refuse(400, 'bad request data');
  const permissions = parsed.data.items.map(({ role, teamId, userId, permission }) => ({
    ...(role === undefined ? {} : { role }),
    ...(teamId === undefined ? {} : { teamId }),
    ...(userId === undefined ? {} : { userId }),
    permission,
  }));
  call.state.folders.set(before.uid, { ...before, permissions });
  return ok({ message: 'Folder permissions updated', id: before.id, title: before.title });
}

function permissions(call: DoubleCall) {
  const folder = byUid(call);
  if (folder === undefined) return notFound;
  return ok(folder.permissions.map((entry) => ({ uid: folder.uid, teamId: 0, userId: 0, ...entry, inherited: false })));
}

function search({ state, query }: DoubleCall) {
  const folderUids = query.getAll('folderUIDs');
  const text = (query.get('query') ?? '').toLowerCase();
  const isWanted = (kind: string, title: string, folderUid: string) =>
    (query.get('type') ?? kind) === kind &&
    title.toLowerCase().includes(text) &&
    (folderUids.length === 0 || folderUids.includes(folderUid));
  const folders = [...state.folders.values()]
    .filter((one) => isWanted('dash-folder', one.title, one.parentUid))
    .map(({ id, uid, title }) => ({
      id,
      uid,
      title,
      type: 'dash-folder',
      uri: `db/${uid}`,
      url: `/dashboards/f/${uid}`,
      tags: [],
    }));
  const dashboards = [...state.dashboards.values()]
    .map((one) => ({ ...one, title: String(one.spec['title'] ?? '') }))
    .filter((one) => isWanted('dash-db', one.title, one.folderUid))
    .map(({ id, uid, title, folderUid, spec }) => ({
      id,
      uid,
      title,
      type: 'dash-db',
      uri: `db/${uid}`,
      url: `/d/${uid}`,
      tags: spec['tags'] ?? [],
      ...(folderUid === '' ? {} : { folderUid, folderTitle: state.folders.get(folderUid)?.title }),
    }));
  return ok([...folders, ...dashboards]);
}

/** Folders, their permissions, and the search. */
export const folderRoutes: readonly DoubleRoute[] = [
  {
    method: 'GET',
    path: '/api/folders',
    role: 'Viewer',
    handle: ({ state, query }) =>
      ok(
        [...state.folders.values()].filter((folder) => folder.parentUid === (query.get('parentUid') ?? '')).map(toDto),
      ),
  },
  { method: 'POST', path: '/api/folders', role: 'Editor', handle: create },
  { method: 'GET', path: '/api/folders/:uid', role: 'Viewer', handle: (call) => tell(byUid(call)) },
  { method: 'PUT', path: '/api/folders/:uid', role: 'Editor', handle: update },
  { method: 'DELETE', path: '/api/folders/:uid', role: 'Editor', handle: remove },
  { method: 'POST', path: '/api/folders/:uid/move', role: 'Editor', handle: move },
  { method: 'GET', path: '/api/folders/:uid/permissions', role: 'Admin', handle: permissions },
  { method: 'POST', path: '/api/folders/:uid/permissions', role: 'Admin', handle: setPermissions },
  { method: 'GET', path: '/api/search', role: 'Viewer', handle: search },
];

function tell(folder: DoubleFolder | undefined) {
  return folder === undefined ? notFound : ok(toDto(folder));
}
