import { type AlertRuleGroup } from '../grafana/alert-rule-group.ts';
import { type FolderPermission, permissionLevels } from '../grafana/folder.ts';
import { type JsonObject, toJsonObject } from '../grafana/transport/json-object.ts';
import type { GrafanaSettings } from './grafana-settings.ts';
import { managedTag } from './ownership.ts';

/** The Athena plugin that the dashboards need. */
export const athenaPluginId = 'grafana-athena-datasource';

/** The data source's secrets that are configured. */
export interface DataSourceSecrets {
  readonly accessKey?: string;
  readonly secretKey?: string;
  readonly sessionToken?: string;
}

/** The desired data source. */
export interface DesiredDataSource {
  readonly uid: string;
  readonly name: string;
  readonly jsonData: JsonObject;
  readonly secrets: DataSourceSecrets;
}

/** A desired dashboard. */
export interface DesiredDashboard {
  readonly uid: string;
  readonly title: string;
  readonly spec: JsonObject;
}

/** The desired state of Grafana. */
export interface DesiredState {
  readonly owner: string;
  readonly folder: { readonly uid: string; readonly title: string; readonly parentUid: string };
  /** The folder's complete list of permissions; null to leave them unchanged. */
  readonly permissions: readonly FolderPermission[] | null;
  /** Null to leave data sources unchanged. */
  readonly dataSource: DesiredDataSource | null;
  readonly dashboards: readonly DesiredDashboard[];
  readonly ruleGroups: readonly AlertRuleGroup[];
}

/** A dashboard in classic JSON, with only the parts that provisioning reads. */
export interface DashboardSource {
  readonly uid: string;
  readonly title: string;
  readonly tags: readonly string[];
}

/** The inputs of the desired state. */
export interface DesiredStateSources {
  readonly settings: GrafanaSettings;
  readonly dashboards: readonly DashboardSource[];
  readonly ruleGroups: readonly AlertRuleGroup[];
  readonly secrets: DataSourceSecrets;
}

/**
 * The desired state of Grafana, from dashboards, alert rules and settings. Dashboards get the owner's tag; in alert
 * rules, which have no variables, the text `${datasource}` becomes the data source's uid.
 *
 * @throws {RangeError} When alert rules have no data source.
 * @example
 * desiredState({ settings: grafanaSettings.parse({}), dashboards: [hourlyVolatilityDashboard()], ruleGroups: [],
 * secrets: {} });
 */
export function desiredState({ settings, dashboards, ruleGroups, secrets }: DesiredStateSources): DesiredState {
  const { owner, folder, dataSource } = settings;
  if (dataSource === null && JSON.stringify(ruleGroups).includes('${datasource}')) {
    throw new RangeError(
      'Alert rules name the data source by its uid, but the settings have no data source. Set grafana.dataSource, or put a data source uid into the rules.',
    );
  }
  return {
    owner,
    folder: { uid: folder.uid, title: folder.title, parentUid: folder.parentUid ?? '' },
    permissions:
      settings.permissions?.map(({ allows, ...who }) => toFolderPermission(who, permissionLevels[allows])) ?? null,
    dataSource: dataSource === null ? null : toDataSource(dataSource, owner, secrets),
    dashboards: dashboards.map((dashboard) => ({
      uid: dashboard.uid,
      title: dashboard.title,
      spec: toJsonObject({ ...dashboard, tags: [...dashboard.tags, managedTag(owner)] }),
    })),
    ruleGroups: ruleGroups.map((group) => ({
      ...group,
      rules: group.rules.map((rule) => withOwner(rule, owner, dataSource?.uid ?? '')),
    })),
  };
}

function toFolderPermission(
  who: {
    readonly role?: string | undefined;
    readonly teamId?: number | undefined;
    readonly userId?: number | undefined;
  },
  permission: number,
): FolderPermission {
  if (who.role !== undefined) return { role: who.role, permission };
  return who.teamId === undefined ? { userId: who.userId ?? 0, permission } : { teamId: who.teamId, permission };
}

function toDataSource(
  source: NonNullable<GrafanaSettings['dataSource']>,
  owner: string,
  secrets: DataSourceSecrets,
): DesiredDataSource {
  const { uid, name, ...plugin } = source;
  return { uid, name, jsonData: toJsonObject({ ...plugin, managedBy: owner }), secrets };
}

function withOwner(rule: JsonObject, owner: string, dataSourceUid: string): JsonObject {
  const annotations =
    typeof rule['annotations'] === 'object' && rule['annotations'] !== null ? rule['annotations'] : {};
  const text = JSON.stringify({ ...rule, annotations: { ...annotations, managed_by: owner } });
  return toJsonObject(JSON.parse(text.replaceAll('${datasource}', dataSourceUid)));
}
