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
  const panels = Object.entries(toObject(json['elements'])).flatMap(([name, element]) =>
    toObject(element)['kind'] === 'LibraryPanel' ? [] : [readElement(toObject(toObject(element)['spec']), `${prefix}elements.${name}.spec`, places.get(name))],
  );
  const variables = toObjects(json['variables']).map(([index, variable]): LintVariable => {
    const spec = toObject(variable['spec']);
    return { path: `${prefix}variables[${index}].spec`, name: String(spec['name'] ?? ''), type: variableType(String(variable['kind'] ?? '')), json: spec };
  });
  return {
    kind: 'dashboard',
    title: at('title', json['title']), description: at('description', json['description']), editable: at('editable', json['editable']),
    timeZone: at('timeSettings.timezone', settings['timezone']), refresh: at('timeSettings.autoRefresh', settings['autoRefresh']), graphTooltip: at('cursorSync', undefined),
    panels,
    rows: [],
    variables,
    queries: [
      ...panels.flatMap((panel) => panel.queries),
      ...variables.filter(({ type }) => type === 'query').map(({ json: spec, path }) => readDataQuery(spec['query'], `${path}.query`, undefined, 'variable')),
      ...toObjects(json['annotations']).map(([index, { spec }]) => readDataQuery(toObject(spec)['query'], `${prefix}annotations[${index}].spec.query`, undefined, 'annotation')),
    ],
  };
}

function readElement(spec: Json, path: string, grid: Located | undefined): LintPanel {
  const data = toObject(toObject(spec['data'])['spec']);
  const viz = toObject(spec['vizConfig']);
  const vizSpec = toObject(viz['spec']);
  const queries = toObjects(data['queries']).map(([index, query]) => {
    const inner = toObject(query['spec']);
    return readDataQuery(inner['query'], `${path}.data.spec.queries[${index}].spec.query`, inner['refId'], 'panel');
  });
  const at = (name: string, value: unknown): Located => ({ path: `${path}.${name}`, value });
  return {
    path, queries, type: String(viz['group'] ?? viz['kind'] ?? ''), id: at('id', spec['id']), title: at('title', spec['title']), description: at('description', spec['description']),
    grid: grid ?? at('layout', undefined), dataSource: at('data', undefined), fieldConfig: at('vizConfig.spec.fieldConfig', vizSpec['fieldConfig']), options: at('vizConfig.spec.options', vizSpec['options']),
  };
}

function readDataQuery(value: unknown, path: string, refId: unknown, usedBy: LintQuery['usedBy']): LintQuery {
  const query = toObject(value);
  const name = toObject(query['datasource'])['name'];
  const dataSource = { path: `${path}.datasource`, value: { type: query['group'], uid: name } };
  return readQuery({ path, usedBy, refId, dataSource, body: query['spec'], bodyPath: `${path}.spec` });
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
      found.set(element, { path: `${at}.spec`, value: { x: spec['x'], y: spec['y'], w: spec['width'], h: spec['height'] } });
    } else for (const [key, inner] of Object.entries(node)) walk(inner, `${at}.${key}`);
  };
  walk(value, path);
  return found;
}

/** `QueryVariable` is `query` in classic JSON. */
function variableType(kind: string): string {
  return kind.replace(/Variable$/, '').toLowerCase();
}
