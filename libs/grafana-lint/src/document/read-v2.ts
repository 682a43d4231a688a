import { silentPanels } from '../data-panels.ts';
import { createFindPlugin, type FindPlugin } from './find-plugin.ts';
import { isObject, type Json, toObject, toObjects } from './json-value.ts';
import type { LintDashboard, LintPanel, LintQuery, LintVariable, Located } from './lint-document.ts';
import { readQuery } from './read-query.ts';

/**
 * A dashboard in the form `dashboard.grafana.app/v2`, as the rules read dashboards.
 *
 * @param json the `spec`.
 * @param prefix the path of the spec in its file, with a dot.
 * @example
 * readV2({ title: 'Hours', elements: {} }, 'spec.').panels; // []
 */
export function readV2(json: Json, prefix: string): LintDashboard {
  const settings = toObject(json['timeSettings']);
  const at = (name: string, value: unknown): Located => ({ path: `${prefix}${name}`, value });
  const places = gridItems(toObject(json['layout']), `${prefix}layout`);
  const variables = toObjects(json['variables']).map(([index, variable]): LintVariable => {
    const spec = toObject(variable['spec']);
    return {
      path: `${prefix}variables[${index}].spec`,
      name: String(spec['name'] ?? ''),
      type: variableType(String(variable['kind'] ?? '')),
      json: spec,
    };
  });
  const findPlugin = createFindPlugin(
    new Map(
      variables.flatMap(({ name, type, json: { pluginId } }) =>
        type === 'datasource' && typeof pluginId === 'string' && pluginId !== '' ? [[name, pluginId]] : [],
      ),
    ),
  );
  const panels = Object.entries(toObject(json['elements'])).flatMap(([name, element]) =>
    toObject(element)['kind'] === 'LibraryPanel'
      ? []
      : [
          readElement(
            toObject(toObject(element)['spec']),
            `${prefix}elements.${name}.spec`,
            places.get(name),
            findPlugin,
          ),
        ],
  );
  return {
    kind: 'dashboard',
    title: at('title', json['title']),
    description: at('description', json['description']),
    editable: at('editable', json['editable']),
    timeZone: at('timeSettings.timezone', settings['timezone']),
    refresh: at('timeSettings.autoRefresh', settings['autoRefresh']),
    graphTooltip: at('cursorSync', undefined),
    panels,
    rowIds: [],
    variables,
    inputs: [],
    queries: [
      ...panels.flatMap((panel) => panel.queries),
      ...variables
        .filter(({ type }) => type === 'query')
        .map(({ json: spec, path }) =>
          readDataQuery({ query: spec['query'], path: `${path}.query`, usedBy: 'variable' }, findPlugin),
        ),
      ...toObjects(json['annotations'])
        .filter(([, { spec }]) => toObject(spec)['builtIn'] !== true)
        .map(([index, { spec }]) =>
          readDataQuery(
            { query: toObject(spec)['query'], path: `${prefix}annotations[${index}].spec.query`, usedBy: 'annotation' },
            findPlugin,
          ),
        ),
    ],
  };
}

function readElement(spec: Json, path: string, grid: Located | undefined, findPlugin: FindPlugin): LintPanel {
  const data = toObject(toObject(spec['data'])['spec']);
  const viz = toObject(spec['vizConfig']);
  const vizSpec = toObject(viz['spec']);
  const type = String(viz['group'] ?? viz['kind'] ?? '');
  const queries = toObjects(silentPanels.has(type) ? [] : data['queries']).map(([index, query]) => {
    const { query: inner, datasource, refId, hidden } = toObject(query['spec']);
    return readDataQuery(
      {
        query: inner,
        datasource,
        path: `${path}.data.spec.queries[${index}].spec.query`,
        usedBy: 'panel',
        panelType: type,
        refId,
        isHidden: hidden === true,
      },
      findPlugin,
    );
  });
  const at = (name: string, value: unknown): Located => ({ path: `${path}.${name}`, value });
  return {
    path,
    isLibraryPanel: false,
    queries,
    type,
    id: at('id', spec['id']),
    title: at('title', spec['title']),
    description: at('description', spec['description']),
    grid: grid ?? at('layout', undefined),
    fieldConfig: at('vizConfig.spec.fieldConfig', vizSpec['fieldConfig']),
    options: at('vizConfig.spec.options', vizSpec['options']),
  };
}

/** A query of v2; v2alpha1 has the plugin as the query's `kind`, and the data source next to the query. */
interface DataQuery {
  readonly query: unknown;
  readonly datasource?: unknown;
  readonly path: string;
  readonly usedBy: LintQuery['usedBy'];
  readonly panelType?: string;
  readonly refId?: unknown;
  readonly isHidden?: boolean;
}

function readDataQuery(
  { query, datasource, path, usedBy, panelType, refId, isHidden = false }: DataQuery,
  findPlugin: FindPlugin,
): LintQuery {
  const { kind, group, datasource: own, spec } = toObject(query);
  const type = group ?? (kind === 'DataQuery' ? undefined : kind);
  const value = { type, uid: toObject(own)['name'] ?? toObject(datasource)['uid'] };
  return readQuery({
    path,
    usedBy,
    panelType,
    refId,
    isHidden,
    dataSource: { path: `${path}.datasource`, value },
    plugin: findPlugin(value),
    body: spec,
    bodyPath: `${path}.spec`,
  });
}

/** Grid items at any depth of rows and tabs, by the element they show. */
function gridItems(value: unknown, path: string): Map<string, Located> {
  const found = new Map<string, Located>();
  const walk = (node: unknown, at: string): void => {
    if (Array.isArray(node)) return node.forEach((one: unknown, index) => walk(one, `${at}[${index}]`));
    if (!isObject(node)) return;
    const spec = toObject(node['spec']);
    const element = toObject(spec['element'])['name'];
    if (node['kind'] === 'GridLayoutItem' && typeof element === 'string') {
      found.set(element, {
        path: `${at}.spec`,
        value: { x: spec['x'], y: spec['y'], w: spec['width'], h: spec['height'] },
      });
    } else for (const [key, inner] of Object.entries(node)) walk(inner, `${at}.${key}`);
  };
  walk(value, path);
  return found;
}

/** `QueryVariable` is `query` in classic JSON. */
function variableType(kind: string): string {
  return kind.replace(/Variable$/, '').toLowerCase();
}
