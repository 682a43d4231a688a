import type { GrafanaClient } from '../grafana/grafana-client.ts';
import type { Change } from './change.ts';
import type { DesiredDashboard, DesiredState } from './desired-state.ts';
import { diffDashboards, isSameDashboard } from './diff/diff-dashboard.ts';
import type { Difference } from './diff/difference.ts';
import { appliedMessage } from './ownership.ts';
import { planDataSource } from './plan/plan-data-source.ts';
import { planFolder, planPermissions } from './plan/plan-folder.ts';
import { planRuleGroups } from './plan/plan-rule-groups.ts';

/** A resource that was changed in Grafana. */
export interface Drift {
  readonly kind: Change['kind'];
  readonly uid: string;
  readonly title: string;
  /** From the applied to the current state. */
  readonly differences: readonly Difference[];
  /** Later saves: who, when, and with which message; empty when Grafana keeps no record. */
  readonly saves: readonly { readonly who: string; readonly when: string; readonly message: string }[];
  /** What the current state was compared with. */
  readonly comparedWith: string;
}

const everythingAllowed = { force: true, includeManaged: true, rotateSecrets: false } as const;

/**
 * Changes made in Grafana since the last apply: what, when and by whom. A dashboard is compared with our last save in its
 * history, so a change in the code alone is not drift. Grafana keeps no history of other resources, so they are compared with
 * the code.
 *
 * @throws {GrafanaError} When Grafana cannot be read.
 * @example
 * (await findDrift(grafana, desired))[0]?.saves; // [{ who: 'ann', when: '2026-11-25T14:00:00Z', message: '' }]
 */
export async function findDrift(grafana: GrafanaClient, desired: DesiredState): Promise<Drift[]> {
  const folder = await planFolder(grafana, desired, everythingAllowed);
  const others = [
    folder,
    await planPermissions(grafana, desired, folder.action === 'create'),
    await planDataSource(grafana, desired, everythingAllowed),
    ...(await planRuleGroups(grafana, desired, everythingAllowed)),
  ].filter((change) => change !== null);
  const dashboards: Drift[] = [];
  for (const dashboard of desired.dashboards) dashboards.push(...(await driftOf(grafana, desired, dashboard)));
  return [...others.filter((change) => change.action !== 'none').map(toDrift), ...dashboards];
}

function toDrift({ kind, uid, title, action, differences }: Change): Drift {
  const turned = differences.map(({ where, before, after }) => ({ where, before: after, after: before }));
  return {
    kind,
    uid,
    title,
    differences: action === 'create' ? [gone] : turned,
    saves: [],
    comparedWith: 'the code (Grafana keeps no history of it)',
  };
}

const gone: Difference = { where: 'everything', before: 'present', after: null };

async function driftOf(
  grafana: GrafanaClient,
  desired: DesiredState,
  { uid, title, spec }: DesiredDashboard,
): Promise<Drift[]> {
  const stored = await grafana.dashboards.read(uid);
  if (stored === null)
    return [{ kind: 'dashboard', uid, title, differences: [gone], saves: [], comparedWith: 'the code' }];
  const versions = await grafana.history.list(uid);
  const position = versions.findIndex((version) => version.message === appliedMessage(desired.owner));
  const applied = versions[position];
  const before = applied === undefined ? spec : await grafana.history.content(uid, applied.version);
  const moved =
    stored.folderUid === desired.folder.uid
      ? []
      : [
          {
            where: 'folder',
            before: desired.folder.uid,
            after: stored.folderUid === '' ? 'the root' : stored.folderUid,
          },
        ];
  if (moved.length === 0 && isSameDashboard(before, stored.spec)) return [];
  const listed = diffDashboards(before, stored.spec);
  const differences = [
    ...moved,
    ...(listed.length === 0 && moved.length === 0
      ? [{ where: 'order of panels', before: 'as applied', after: 'another' }]
      : listed),
  ];
  const since = position === -1 ? versions.slice(0, 1) : versions.slice(0, position);
  return [
    {
      kind: 'dashboard',
      uid,
      title,
      differences,
      saves: since.map(({ createdBy, created, message }) => ({ who: createdBy, when: created, message })),
      comparedWith:
        applied === undefined
          ? 'the code (its history has no save by apply)'
          : `version ${applied.version}, applied at ${applied.created}`,
    },
  ];
}
