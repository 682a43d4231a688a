import type {
  ClassicDashboard,
  ClassicPanel,
  DashboardVariable,
  DataSourceRef,
  QueryAnnotation,
  Transformation,
} from '../model/classic-dashboard.ts';
import { panelsOf } from '../model/panels-of.ts';
import { type PanelRow, rowsOf } from '../model/rows-of.ts';

/** A dashboard in the form of Grafana 13's own API, `dashboard.grafana.app/v2`. */
export interface DashboardManifest {
  readonly apiVersion: 'dashboard.grafana.app/v2';
  readonly kind: 'Dashboard';
  readonly metadata: { readonly name: string };
  readonly spec: Readonly<Record<string, unknown>>;
}

const cursorSync = ['Off', 'Crosshair', 'Tooltip'] as const;
const athena = 'grafana-athena-datasource';

/**
 * The v2 manifest of a dashboard, derived from its classic JSON.
 *
 * @example
 * toManifest(hourlyVolatilityDashboard()).spec['title']; // 'Hourly volatility'
 */
export function toManifest(dashboard: ClassicDashboard): DashboardManifest {
  return {
    apiVersion: 'dashboard.grafana.app/v2',
    kind: 'Dashboard',
    metadata: { name: dashboard.uid },
    spec: {
      title: dashboard.title,
      description: dashboard.description,
      tags: dashboard.tags,
      editable: dashboard.editable,
      preload: false,
      cursorSync: cursorSync[dashboard.graphTooltip],
      links: dashboard.links,
      timeSettings: {
        timezone: dashboard.timezone,
        from: dashboard.time.from,
        to: dashboard.time.to,
        autoRefresh: dashboard.refresh,
        autoRefreshIntervals: dashboard.timepicker.refresh_intervals,
        hideTimepicker: false,
        fiscalYearStartMonth: 0,
      },
      variables: dashboard.templating.list.map(toVariable),
      annotations: dashboard.annotations.list.map(toAnnotation),
      elements: Object.fromEntries(panelsOf(dashboard).map((panel) => [elementName(panel), toElement(panel)])),
      layout: toLayout(rowsOf(dashboard)),
    },
  };
}

const elementName = (panel: ClassicPanel): string => `panel-${panel.id}`;

function toQuery(dataSource: DataSourceRef, spec: Readonly<Record<string, unknown>>) {
  return { kind: 'DataQuery', group: athena, version: 'v0', datasource: { name: dataSource.uid }, spec };
}

function toElement(panel: ClassicPanel) {
  const queries = panel.targets.map(({ refId, datasource, ...spec }) => ({
    kind: 'PanelQuery',
    spec: { query: toQuery(datasource, spec), refId, hidden: false },
  }));
  return {
    kind: 'Panel',
    spec: {
      id: panel.id,
      title: panel.title,
      description: panel.description,
      links: [],
      data: {
        kind: 'QueryGroup',
        spec: { queries, transformations: (panel.transformations ?? []).map(toTransformation), queryOptions: {} },
      },
      vizConfig: {
        kind: 'VizConfig',
        group: panel.type,
        version: '',
        spec: { options: panel.options, fieldConfig: panel.fieldConfig },
      },
    },
  };
}

function toTransformation({ id, ...spec }: Transformation) {
  return { kind: 'Transformation', group: id, spec };
}

function toRepeat({ repeat, repeatDirection, maxPerRow }: ClassicPanel) {
  return repeat === undefined
    ? {}
    : {
        repeat: {
          mode: 'variable',
          value: repeat,
          direction: repeatDirection ?? 'h',
          ...(maxPerRow !== undefined && { maxPerRow }),
        },
      };
}

function toLayout(rows: readonly PanelRow[]) {
  if (rows.every(({ row }) => row === null))
    return toGrid(
      rows.flatMap(({ panels }) => panels),
      0,
    );
  const shown = rows.map(({ row, panels }) => ({
    kind: 'RowsLayoutRow',
    spec:
      row === null
        ? { title: '', collapse: false, hideHeader: true, layout: toGrid(panels, panels[0]?.gridPos.y ?? 0) }
        : { title: row.title, collapse: row.collapsed, layout: toGrid(panels, row.gridPos.y + row.gridPos.h) },
  }));
  return { kind: 'RowsLayout', spec: { rows: shown } };
}

/** In v2, the grid of a row starts at zero. */
function toGrid(panels: readonly ClassicPanel[], top: number) {
  return {
    kind: 'GridLayout',
    spec: {
      items: panels.map((panel) => {
        const { x, y, w, h } = panel.gridPos;
        return {
          kind: 'GridLayoutItem',
          spec: {
            x,
            y: y - top,
            width: w,
            height: h,
            element: { kind: 'ElementReference', name: elementName(panel) },
            ...toRepeat(panel),
          },
        };
      }),
    },
  };
}

function toAnnotation({ name, enable, iconColor, datasource, target }: QueryAnnotation) {
  const { refId: _refId, datasource: _own, ...spec } = target;
  return { kind: 'AnnotationQuery', spec: { query: toQuery(datasource, spec), enable, hide: false, iconColor, name } };
}

function toVariable(variable: DashboardVariable) {
  const { type, name, label } = variable;
  const shared = { name, label, hide: 'dontHide', skipUrlSync: false };
  if (type === 'datasource') {
    return {
      kind: 'DatasourceVariable',
      spec: {
        ...shared,
        pluginId: variable.query,
        refresh: 'onDashboardLoad',
        regex: '',
        current: { text: '', value: '' },
        options: [],
        multi: false,
        includeAll: false,
        allowCustomValue: true,
      },
    };
  }
  const described = { ...shared, description: variable.description };
  if (type === 'textbox')
    return { kind: 'TextVariable', spec: { ...described, query: variable.query, current: option(variable.current) } };
  const { multi, includeAll } = variable;
  if (type === 'custom') {
    return {
      kind: 'CustomVariable',
      spec: {
        ...described,
        query: variable.query,
        current: option(variable.current),
        options: variable.options.map(option),
        multi,
        includeAll,
        allowCustomValue: false,
      },
    };
  }
  return {
    kind: 'QueryVariable',
    spec: {
      ...described,
      query: toQuery(variable.datasource, variable.query),
      definition: variable.definition,
      current: variable.current,
      options: [],
      multi,
      includeAll,
      refresh: variable.refresh === 1 ? 'onDashboardLoad' : 'onTimeRangeChanged',
      regex: '',
      sort: 'alphabeticalAsc',
      allowCustomValue: true,
    },
  };
}

function option({ text, value }: { readonly text: string; readonly value: string }) {
  return { text, value };
}
