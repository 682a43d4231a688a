import { isSecondModel, type StoredDashboard } from '../../grafana/dashboard-store.ts';
import type { FolderEntry } from '../../grafana/folder.ts';
import type { GrafanaClient } from '../../grafana/grafana-client.ts';
import { type Change, unchanged } from '../change.ts';
import type { DesiredDashboard, DesiredState } from '../desired-state.ts';
import { diffDashboards, isSameDashboard } from '../diff/diff-dashboard.ts';
import { type Allowances, appliedMessage, foreignOwner, type Obstacle, standing } from '../ownership.ts';

/**
 * The changes to the dashboards. Nothing is sent for a dashboard that is up to date.
 *
 * @throws {GrafanaError} When Grafana cannot be read.
 * @example
 * (await planDashboards(grafana, desired, allowances)).map((change) => change.action); // ['create', 'none']
 */
export async function planDashboards(
  grafana: GrafanaClient,
  desired: DesiredState,
  allowances: Allowances,
): Promise<Change[]> {
  let neighbours: readonly FolderEntry[] | undefined;
  const readNeighbours = async () => (neighbours ??= await grafana.folders.content(desired.folder.uid));
  const changes: Change[] = [];
  for (const dashboard of desired.dashboards)
    changes.push(await planDashboard(grafana, desired, dashboard, allowances, readNeighbours));
  return changes;
}

async function planDashboard(
  grafana: GrafanaClient,
  desired: DesiredState,
  dashboard: DesiredDashboard,
  allowances: Allowances,
  readNeighbours: () => Promise<readonly FolderEntry[]>,
): Promise<Change> {
  const { uid, title, spec } = dashboard;
  const { owner, folder } = desired;
  const stored = await grafana.dashboards.read(uid);
  const change = { kind: 'dashboard', uid, title, needs: 'Editor' } as const;
  const write = () =>
    grafana.dashboards.write({
      uid,
      spec,
      folderUid: folder.uid,
      message: appliedMessage(owner),
      managerId: owner,
      basedOn: stored?.version ?? null,
    });
  if (stored === null) {
    return {
      ...change,
      action: 'create',
      differences: [],
      obstacle: titleTaken(dashboard, await readNeighbours()),
      write,
    };
  }
  const moved =
    stored.folderUid === folder.uid
      ? []
      : [{ where: 'folder', before: stored.folderUid === '' ? 'the root' : stored.folderUid, after: folder.uid }];
  if (moved.length === 0 && isSameDashboard(stored.spec, spec)) {
    const foreign = standing(foreignOwner(stored, owner), allowances);
    return foreign === null
      ? unchanged('dashboard', uid, title)
      : { ...change, action: 'update', differences: [], obstacle: foreign, write };
  }
  const listed = diffDashboards(stored.spec, spec);
  const differences = [
    ...moved,
    ...(listed.length === 0 && moved.length === 0
      ? [{ where: 'order of panels', before: 'another', after: 'as in the code' }]
      : listed),
  ];
  const obstacle =
    standing(foreignOwner(stored, owner), allowances) ??
    standing(secondModel(stored), allowances) ??
    standing(await editedSince(grafana, uid, owner, allowances), allowances) ??
    (stored.spec['title'] === title && moved.length === 0 ? null : titleTaken(dashboard, await readNeighbours()));
  return { ...change, action: 'update', differences, obstacle, write };
}

/** Grafana would reject it halfway through an apply. */
function titleTaken({ uid, title }: DesiredDashboard, neighbours: readonly FolderEntry[]): Obstacle | null {
  const twin = neighbours.find((entry) => entry.type !== 'dash-folder' && entry.title === title && entry.uid !== uid);
  return twin === undefined
    ? null
    : {
        text: `Another dashboard in the folder has this title: ${twin.uid}. Rename or move one of the two.`,
        liftedBy: null,
      };
}

function secondModel(stored: StoredDashboard): Obstacle | null {
  if (!isSecondModel(stored)) return null;
  return {
    text: 'Grafana stores it in the v2 model. Overwriting it with classic JSON loses tabs and layouts.',
    liftedBy: 'force',
  };
}

async function editedSince(
  grafana: GrafanaClient,
  uid: string,
  owner: string,
  allowances: Allowances,
): Promise<Obstacle | null> {
  if (allowances.force) return null;
  const [last] = await grafana.history.list(uid);
  if (last === undefined || last.message === appliedMessage(owner)) return null;
  return {
    text: `${last.createdBy} edited it in Grafana at ${last.created}${last.message === '' ? '' : ` ("${last.message}")`}. Run drift to see the edit; copy it into the code, or overwrite it.`,
    liftedBy: 'force',
  };
}
