import { type Json, toObject, toObjects } from './json-value.ts';
import type { LintDashboard, LintPanel, LintQuery, LintVariable } from './lint-document.ts';
import { readQuery } from './read-query.ts';

/**
 * A dashboard in classic JSON.
 *
 * @param prefix the path of the dashboard in its file, with a dot, or empty.
 * @example
 * readClassic({ title: 'Hours', panels: [] }, '').panels; // []
 */
export function readClassic(json: Json, prefix: string): LintDashboard {
  const at = (name: string) => ({ path: `${prefix}${name}`, value: json[name] });
  const panels = readPanels(json['panels'], `${prefix}panels`);
  const variables = toObjects(toObject(json['templating'])['list']).map(([index, variable]): LintVariable => ({
    path: `${prefix}templating.list[${index}]`, name: String(variable['name'] ?? ''), type: String(variable['type'] ?? ''), json: variable,
  }));
  const annotations = toObjects(toObject(json['annotations'])['list']);
  return {
    kind: 'dashboard',
    title: at('title'), description: at('description'), editable: at('editable'), timeZone: at('timezone'), refresh: at('refresh'), graphTooltip: at('graphTooltip'),
    panels,
    rows: toObjects(json['panels']).filter(([, { type }]) => type === 'row').map(([index, row]) => ({ id: { path: `${prefix}panels[${index}].id`, value: row['id'] }, grid: { path: `${prefix}panels[${index}].gridPos`, value: row['gridPos'] } })),
    variables,
    queries: [
      ...panels.flatMap((panel) => panel.queries),
      ...variables.filter(({ type }) => type === 'query').map(({ path, json: variable }) => readPart(variable, path, 'query', 'variable')),
      ...annotations.map(([index, annotation]) => readPart(annotation, `${prefix}annotations.list[${index}]`, 'target' in annotation || !('rawSQL' in annotation) ? 'target' : '', 'annotation')),
    ],
  };
}

function readPanels(value: unknown, path: string): LintPanel[] {
  return toObjects(value).flatMap(([index, panel]) => {
    const own = `${path}[${index}]`;
    return panel['type'] === 'row' ? readPanels(panel['panels'], `${own}.panels`) : [readPanel(panel, own)];
  });
}

function readPanel(panel: Json, path: string): LintPanel {
  const at = (name: string) => ({ path: `${path}.${name}`, value: panel[name] });
  const queries = toObjects(panel['targets']).map(([index, target]): LintQuery => {
    const own = `${path}.targets[${index}]`;
    const dataSource = target['datasource'] === undefined ? at('datasource') : { path: `${own}.datasource`, value: target['datasource'] };
    return readQuery({ path: own, usedBy: 'panel', refId: target['refId'], dataSource, body: target, bodyPath: own });
  });
  return {
    path, queries, type: String(panel['type'] ?? ''), id: at('id'), title: at('title'), description: at('description'),
    grid: at('gridPos'), dataSource: at('datasource'), fieldConfig: at('fieldConfig'), options: at('options'),
  };
}

function readPart(json: Json, path: string, key: string, usedBy: LintQuery['usedBy']): LintQuery {
  const body = key === '' ? json : json[key];
  return readQuery({ path, usedBy, refId: toObject(body)['refId'], dataSource: { path: `${path}.datasource`, value: json['datasource'] }, body, bodyPath: key === '' ? path : `${path}.${key}` });
}
