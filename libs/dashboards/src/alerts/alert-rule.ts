import { compileAthenaSql } from '@tickerlake/athena-sql';
import type { Compilable } from 'kysely';
import { connectionArgs } from '../model/athena-target.ts';
import type { ConnectionArgs } from '../model/classic-dashboard.ts';

/** The query of an alert rule; its model is passed to the Athena plugin. */
interface AlertQuery {
  readonly refId: 'A';
  readonly queryType: '';
  readonly relativeTimeRange: { readonly from: number; readonly to: number };
  readonly datasourceUid: '${datasource}';
  readonly model: {
    readonly refId: 'A';
    readonly format: 1;
    readonly rawSQL: string;
    readonly connectionArgs: ConnectionArgs;
  };
}

/** The comparison: above the threshold, the rule fires. */
interface AlertThreshold {
  readonly refId: 'B';
  readonly queryType: '';
  readonly relativeTimeRange: { readonly from: 0; readonly to: 0 };
  readonly datasourceUid: '__expr__';
  readonly model: {
    readonly refId: 'B';
    readonly type: 'threshold';
    readonly expression: 'A';
    readonly conditions: readonly { readonly evaluator: { readonly type: 'gt'; readonly params: readonly [number] } }[];
  };
}

/** An alert rule in the form of Grafana's provisioning API; the data source's uid is filled in when it is applied. */
export interface AlertRule {
  readonly [key: string]: unknown;
  readonly uid: string;
  readonly title: string;
  readonly condition: 'B';
  readonly data: readonly [AlertQuery, AlertThreshold];
  readonly noDataState: 'Alerting' | 'OK';
  readonly execErrState: 'Error';
  readonly for: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
}

/** The options of an alert rule. */
interface AlertSource {
  readonly uid: string;
  readonly title: string;
  readonly summary: string;
  readonly runbook: string;
  /** Returns one number, or one per ticker; without dashboard variables, which alerts do not have. */
  readonly query: Compilable;
  /** `$__timeFrom()` and `$__timeTo()`, in seconds before now. */
  readonly secondsBack: { readonly from: number; readonly to: number };
  readonly above: number;
  readonly noDataState: AlertRule['noDataState'];
  readonly for: string;
  readonly severity: 'critical' | 'warning';
  readonly dashboardUid: string;
  readonly panelId: number;
}

/**
 * An alert rule on one query and one threshold, linked to the panel that shows the same.
 *
 * @example
 * alertRule({ uid: 'tickerlake-data-late', title: 'Data is late', query, above: 0, ... });
 */
export function alertRule(source: AlertSource): AlertRule {
  return {
    uid: source.uid,
    title: source.title,
    condition: 'B',
    data: [
      {
        refId: 'A',
        queryType: '',
        relativeTimeRange: source.secondsBack,
        datasourceUid: '${datasource}',
        // An alert needs the current state: no reused results.
        model: {
          refId: 'A',
          format: 1,
          rawSQL: compileAthenaSql(source.query),
          connectionArgs: { ...connectionArgs, resultReuseEnabled: false, resultReuseMaxAgeInMinutes: 0 },
        },
      },
      {
        refId: 'B',
        queryType: '',
        relativeTimeRange: { from: 0, to: 0 },
        datasourceUid: '__expr__',
        model: {
          refId: 'B',
          type: 'threshold',
          expression: 'A',
          conditions: [{ evaluator: { type: 'gt', params: [source.above] } }],
        },
      },
    ],
    noDataState: source.noDataState,
    execErrState: 'Error',
    for: source.for,
    labels: { severity: source.severity, service: 'tickerlake' },
    annotations: {
      summary: source.summary,
      runbook_url: source.runbook,
      __dashboardUid__: source.dashboardUid,
      __panelId__: String(source.panelId),
    },
  };
}
