import { expect, test } from 'vitest';
import { dashboards } from '../dashboards.ts';
import { toManifest } from './to-manifest.ts';

/** JSON of unknown shape; a missing key is undefined. */
interface Json {
  readonly [key: string]: Json | undefined;
}
const parse = (value: unknown): Json => JSON.parse(JSON.stringify(value)) as Json;
const list = (value: Json | undefined): readonly Json[] => (value ?? []) as readonly Json[];

/** What a viewer notices of a dashboard, whatever form it has: read from JSON, not by our own types. */
interface Seen {
  readonly dashboard: object;
  readonly variables: readonly object[];
  readonly annotations: readonly object[];
  readonly rows: readonly object[];
}

const cursors = ['Off', 'Crosshair', 'Tooltip'];
const refreshes: Readonly<Record<string, number>> = { onDashboardLoad: 1, onTimeRangeChanged: 2 };
const sorts: Readonly<Record<string, number>> = { alphabeticalAsc: 1 };

function ofClassic(json: Json): Seen {
  const panelOf = (panel: Json, top: number): object => ({
    id: panel['id'],
    type: panel['type'],
    title: panel['title'],
    description: panel['description'],
    place: {
      x: panel['gridPos']?.['x'],
      y: Number(panel['gridPos']?.['y']) - top,
      w: panel['gridPos']?.['w'],
      h: panel['gridPos']?.['h'],
    },
    repeat: panel['repeat'] && [panel['repeat'], panel['repeatDirection'], panel['maxPerRow']],
    options: panel['options'],
    fieldConfig: panel['fieldConfig'],
    transformations: list(panel['transformations']),
    queries: list(panel['targets']).map(({ refId, datasource, ...query }: Json) => ({
      refId,
      uid: datasource?.['uid'],
      query,
    })),
  });
  const rows: { title: unknown; isFolded: boolean; top: number; panels: Json[] }[] = [];
  for (const one of list(json['panels'])) {
    const top = Number(one['gridPos']?.['y']) + 1;
    if (String(one['type']) === 'row') {
      rows.push({
        title: one['title'],
        isFolded: String(one['collapsed']) === 'true',
        top,
        panels: [...list(one['panels'])],
      });
    } else {
      if (rows.length === 0) rows.push({ title: '', isFolded: false, top: 0, panels: [] });
      rows.at(-1)?.panels.push(one);
    }
  }
  return {
    dashboard: {
      ...Object.fromEntries(
        ['title', 'description', 'tags', 'editable', 'links', 'timezone'].map((key) => [key, json[key]]),
      ),
      cursor: cursors[Number(json['graphTooltip'])],
      from: json['time']?.['from'],
      to: json['time']?.['to'],
      refresh: json['refresh'],
      refreshes: json['timepicker']?.['refresh_intervals'],
    },
    variables: list(json['templating']?.['list']).map((one) => ({
      name: one['name'],
      label: one['label'],
      description: one['description'],
      query: one['query'],
      value: one['current']?.['value'] ?? '',
      options:
        String(one['type']) === 'custom' ? list(one['options']).map(({ text, value }: Json) => [text, value]) : [],
      multi: one['multi'],
      includeAll: one['includeAll'],
      refresh: String(one['type']) === 'query' ? one['refresh'] : undefined,
      sort: one['sort'],
    })),
    annotations: list(json['annotations']?.['list']).map((one) => ({
      name: one['name'],
      enable: one['enable'],
      colour: one['iconColor'],
      uid: one['datasource']?.['uid'],
      sql: one['target']?.['rawSQL'],
    })),
    rows: rows.map(({ title, isFolded, top, panels }) => ({
      title,
      isFolded,
      panels: panels.map((one) => panelOf(one, top)),
    })),
  };
}

function ofManifest({ spec }: Json): Seen {
  const elements = spec?.['elements'];
  const panelOf = ({ spec: item }: Json): object => {
    const panel = elements?.[String(item?.['element']?.['name'])]?.['spec'];
    const repeat = item?.['repeat'];
    return {
      id: panel?.['id'],
      type: panel?.['vizConfig']?.['group'],
      title: panel?.['title'],
      description: panel?.['description'],
      place: { x: item?.['x'], y: item?.['y'], w: item?.['width'], h: item?.['height'] },
      repeat: repeat && [repeat['value'], repeat['direction'], repeat['maxPerRow']],
      options: panel?.['vizConfig']?.['spec']?.['options'],
      fieldConfig: panel?.['vizConfig']?.['spec']?.['fieldConfig'],
      transformations: list(panel?.['data']?.['spec']?.['transformations']).map(({ group, spec: own }: Json) => ({
        id: group,
        ...own,
      })),
      queries: list(panel?.['data']?.['spec']?.['queries']).map(({ spec: own }: Json) => ({
        refId: own?.['refId'],
        uid: own?.['query']?.['datasource']?.['name'],
        query: own?.['query']?.['spec'],
      })),
    };
  };
  const layout = spec?.['layout'];
  const rows =
    String(layout?.['kind']) === 'GridLayout'
      ? [{ title: '', isFolded: false, items: list(layout?.['spec']?.['items']) }]
      : list(layout?.['spec']?.['rows']).map(({ spec: row }: Json) => ({
          title: row?.['title'],
          isFolded: String(row?.['collapse']) === 'true',
          items: list(row?.['layout']?.['spec']?.['items']),
        }));
  const time = spec?.['timeSettings'];
  return {
    dashboard: {
      ...Object.fromEntries(['title', 'description', 'tags', 'editable', 'links'].map((key) => [key, spec?.[key]])),
      timezone: time?.['timezone'],
      cursor: spec?.['cursorSync'],
      from: time?.['from'],
      to: time?.['to'],
      refresh: time?.['autoRefresh'],
      refreshes: time?.['autoRefreshIntervals'],
    },
    variables: list(spec?.['variables']).map(({ kind, spec: one }: Json) => ({
      name: one?.['name'],
      label: one?.['label'],
      description: one?.['description'],
      query:
        String(kind) === 'DatasourceVariable'
          ? one?.['pluginId']
          : String(kind) === 'QueryVariable'
            ? one?.['query']?.['spec']
            : one?.['query'],
      value: one?.['current']?.['value'],
      options: list(one?.['options']).map(({ text, value }: Json) => [text, value]),
      multi: String(kind) === 'DatasourceVariable' ? undefined : one?.['multi'],
      includeAll: String(kind) === 'DatasourceVariable' ? undefined : one?.['includeAll'],
      refresh: String(kind) === 'QueryVariable' ? refreshes[String(one?.['refresh'])] : undefined,
      sort: sorts[String(one?.['sort'])],
    })),
    annotations: list(spec?.['annotations']).map(({ spec: one }: Json) => ({
      name: one?.['name'],
      enable: one?.['enable'],
      colour: one?.['iconColor'],
      uid: one?.['query']?.['datasource']?.['name'],
      sql: one?.['query']?.['spec']?.['rawSQL'],
    })),
    rows: rows.map(({ title, isFolded, items }) => ({ title, isFolded, panels: items.map(panelOf) })),
  };
}

test.each(dashboards)('a viewer of $title sees the same in both forms', (dashboard) => {
  const classic = ofClassic(parse(dashboard));
  expect(ofManifest(parse(toManifest(dashboard)))).toEqual(classic);
  expect(classic.rows.length).toBeGreaterThan(0);
  expect(JSON.stringify(classic)).toContain('"refreshes":["15m","1h"]');
});
