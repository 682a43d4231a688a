import type { FolderPermission } from '../../grafana/folder.ts';
import { permissionLevels } from '../../grafana/folder.ts';
import type { GrafanaClient } from '../../grafana/grafana-client.ts';
import { type Change, unchanged } from '../change.ts';
import type { DesiredState } from '../desired-state.ts';
import type { Difference } from '../diff/difference.ts';
import { type Allowances, type Obstacle, standing } from '../ownership.ts';

/**
 * The change to the folder.
 *
 * @throws {GrafanaError} When Grafana cannot be read.
 * @example
 * (await planFolder(grafana, desired, allowances)).action; // 'create'
 */
export async function planFolder(
  grafana: GrafanaClient,
  { folder, owner }: DesiredState,
  allowances: Allowances,
): Promise<Change> {
  const stored = await grafana.folders.read(folder.uid);
  const change = { kind: 'folder', uid: folder.uid, title: folder.title, needs: 'Editor' } as const;
  if (stored === null) {
    const write = () =>
      grafana.folders.create({
        uid: folder.uid,
        title: folder.title,
        ...(folder.parentUid === '' ? {} : { parentUid: folder.parentUid }),
      });
    return { ...change, action: 'create', differences: [], obstacle: null, write };
  }
  const differences = [
    differ('title', stored.title, folder.title),
    differ('parent folder', stored.parentUid, folder.parentUid),
  ].flat();
  if (differences.length === 0) return unchanged('folder', folder.uid, folder.title);
  const isForeign = stored.managedBy !== '' && stored.managedBy !== owner;
  const foreign: Obstacle | null = isForeign
    ? { text: `It belongs to ${stored.managedBy}.`, liftedBy: 'includeManaged' }
    : null;
  const write = async (): Promise<void> => {
    if (stored.parentUid !== folder.parentUid) await grafana.folders.move(folder.uid, folder.parentUid);
    const { version } =
      (stored.parentUid === folder.parentUid ? stored : await grafana.folders.read(folder.uid)) ?? stored;
    if (stored.title !== folder.title) await grafana.folders.update({ uid: folder.uid, title: folder.title, version });
  };
  return { ...change, action: 'update', differences, obstacle: standing(foreign, allowances), write };
}

/**
 * The change to the folder's permissions. The list is replaced as a whole, so everyone who loses access is named.
 *
 * @throws {GrafanaError} When they cannot be read: reading needs the role Admin.
 * @example
 * await planPermissions(grafana, desired, false);
 */
export async function planPermissions(
  grafana: GrafanaClient,
  desired: DesiredState,
  isNewFolder: boolean,
): Promise<Change | null> {
  if (desired.permissions === null) return null;
  const wanted = desired.permissions;
  const { uid, title } = desired.folder;
  const [was, is] = [toLines(isNewFolder ? [] : await grafana.folders.permissions(uid)), toLines(wanted)];
  const differences = [...new Set([...was.keys(), ...is.keys()])].flatMap((who) =>
    differ(who, was.get(who) ?? '', is.get(who) ?? ''),
  );
  if (differences.length === 0) return unchanged('permissions', uid, title);
  const write = () => grafana.folders.setPermissions(uid, wanted);
  return { kind: 'permissions', uid, title, action: 'update', differences, obstacle: null, needs: 'Admin', write };
}

function toLines(permissions: readonly FolderPermission[]): ReadonlyMap<string, string> {
  const names = new Map<number, string>(Object.entries(permissionLevels).map(([name, level]) => [level, name]));
  return new Map(
    permissions.map(({ role, teamId, userId, permission }) => [
      role ?? (teamId === undefined ? `user ${userId}` : `team ${teamId}`),
      names.get(permission) ?? String(permission),
    ]),
  );
}

function differ(where: string, before: string, after: string): Difference[] {
  return before === after ? [] : [{ where, before: before === '' ? null : before, after: after === '' ? null : after }];
}
