import type { GrafanaClient } from '../../grafana/grafana-client.ts';
import { type Change, unchanged } from '../change.ts';
import type { DesiredState } from '../desired-state.ts';
import { type Allowances, foreignOwner, standing } from '../ownership.ts';
import { foreignSource } from './plan-data-source.ts';
import { foreignGroup } from './plan-rule-groups.ts';

/**
 * What a destroy would remove: alert groups, dashboards, the data source, and the folder if it contains nothing of
 * others. Removing a folder removes all its contents, so they are checked first.
 *
 * @throws {GrafanaError} When Grafana cannot be read.
 * @example
 * (await planRemoval(grafana, desired, allowances)).map((change) => change.action); // ['delete', 'delete', 'none']
 */
export async function planRemoval(
  grafana: GrafanaClient,
  desired: DesiredState,
  allowances: Allowances,
): Promise<Change[]> {
  const groups = await removalOfGroups(grafana, desired, allowances);
  const dashboards = await removalOfDashboards(grafana, desired, allowances);
  const dataSource = await removalOfDataSource(grafana, desired, allowances);
  return [...groups, ...dashboards, ...dataSource, ...(await removalOfFolder(grafana, desired))];
}

async function removalOfGroups(
  grafana: GrafanaClient,
  { folder, ruleGroups, owner }: DesiredState,
  allowances: Allowances,
): Promise<Change[]> {
  const changes: Change[] = [];
  for (const { title } of ruleGroups) {
    const stored = await grafana.alertRules.read(folder.uid, title);
    if (stored === null) continue;
    const write = async (): Promise<void> => {
      for (const rule of stored.rules) await grafana.alertRules.removeRule(String(rule['uid']));
    };
    changes.push({
      kind: 'alert group',
      uid: `${folder.uid}/${title}`,
      title,
      action: 'delete',
      differences: [],
      obstacle: standing(foreignGroup(stored, owner), allowances),
      needs: 'Editor',
      write,
    });
  }
  return changes;
}

async function removalOfDashboards(
  grafana: GrafanaClient,
  { dashboards, owner }: DesiredState,
  allowances: Allowances,
): Promise<Change[]> {
  const changes: Change[] = [];
  for (const { uid, title } of dashboards) {
    const stored = await grafana.dashboards.read(uid);
    if (stored === null) continue;
    const obstacle = standing(foreignOwner(stored, owner), allowances);
    changes.push({
      kind: 'dashboard',
      uid,
      title,
      action: 'delete',
      differences: [],
      obstacle,
      needs: 'Editor',
      write: () => grafana.dashboards.remove(uid),
    });
  }
  return changes;
}

async function removalOfDataSource(
  grafana: GrafanaClient,
  { dataSource, owner }: DesiredState,
  allowances: Allowances,
): Promise<Change[]> {
  const stored = dataSource === null ? null : await grafana.dataSources.read(dataSource.uid);
  if (stored === null) return [];
  const obstacle = standing(foreignSource(stored, owner), allowances);
  return [
    {
      kind: 'data source',
      uid: stored.uid,
      title: stored.name,
      action: 'delete',
      differences: [],
      obstacle,
      needs: 'Admin',
      write: () => grafana.dataSources.remove(stored.uid),
    },
  ];
}

async function removalOfFolder(grafana: GrafanaClient, desired: DesiredState): Promise<Change[]> {
  const { uid, title } = desired.folder;
  const stored = await grafana.folders.read(uid);
  if (stored === null) return [];
  const ours = new Set(desired.dashboards.map((dashboard) => dashboard.uid));
  const ourRules = new Set(desired.ruleGroups.flatMap((group) => group.rules.map((rule) => rule['title'])));
  const others = [
    ...(await grafana.folders.content(uid)).filter((entry) => !ours.has(entry.uid)).map((entry) => entry.title),
    ...(await grafana.alertRules.titlesIn(uid)).filter((rule) => !ourRules.has(rule)),
  ];
  if (others.length > 0)
    return [
      { ...unchanged('folder', uid, title), note: `stays: it holds ${others.map((name) => `"${name}"`).join(', ')}` },
    ];
  if (stored.managedBy !== '' && stored.managedBy !== desired.owner)
    return [{ ...unchanged('folder', uid, title), note: `kept: it belongs to ${stored.managedBy}` }];
  return [
    {
      kind: 'folder',
      uid,
      title,
      action: 'delete',
      differences: [],
      obstacle: null,
      needs: 'Editor',
      write: () => grafana.folders.remove(uid),
    },
  ];
}
