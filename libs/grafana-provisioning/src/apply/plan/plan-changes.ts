import type { GrafanaClient } from '../../grafana/grafana-client.ts';
import type { Change } from '../change.ts';
import { athenaPluginId, type DesiredState } from '../desired-state.ts';
import type { Allowances } from '../ownership.ts';
import { planDashboards } from './plan-dashboards.ts';
import { planDataSource } from './plan-data-source.ts';
import { planFolder, planPermissions } from './plan-folder.ts';
import { planRuleGroups } from './plan-rule-groups.ts';

/** What an apply would do, in order. */
export interface Plan {
  readonly url: string;
  readonly version: string | null;
  readonly changes: readonly Change[];
  /** What blocks the whole plan, such as a missing plugin. */
  readonly obstacles: readonly string[];
}

/**
 * Compares the current with the desired state of Grafana. Only reads.
 *
 * @throws {GrafanaError} When Grafana cannot be read.
 * @example
 * const plan = await planChanges(grafana, desired, { force: false, includeManaged: false, rotateSecrets: false });
 */
export async function planChanges(
  grafana: GrafanaClient,
  desired: DesiredState,
  allowances: Allowances,
): Promise<Plan> {
  const plugin = await grafana.plugins.version(athenaPluginId);
  const folder = await planFolder(grafana, desired, allowances);
  const changes = [
    folder,
    await planPermissions(grafana, desired, folder.action === 'create'),
    await planDataSource(grafana, desired, allowances),
    ...(await planDashboards(grafana, desired, allowances)),
    ...(await planRuleGroups(grafana, desired, allowances)),
  ].filter((change) => change !== null);
  const obstacles =
    plugin === null
      ? [
          `The plugin ${athenaPluginId} is not installed. Install it (grafana cli plugins install ${athenaPluginId}, or GF_PLUGINS_PREINSTALL), or add --install-plugin.`,
        ]
      : [];
  return { url: grafana.url, version: grafana.server.version, changes, obstacles };
}
