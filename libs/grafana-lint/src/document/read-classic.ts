import { silentPanels } from '../data-panels.ts';
import { createFindPlugin, type FindPlugin, inputPlugins } from './find-plugin.ts';
import { isObject, type Json, toObject, toObjects } from './json-value.ts';
import type { LintDashboard, LintPanel, LintQuery, LintVariable, Located } from './lint-document.ts';
import { readQuery } from './read-query.ts';

/**
 * A dashboard in classic JSON: panels in `panels`, in `rows` up to schema 15, and the library panels that an export carries in
 * `__elements`.
 *
 * @param prefix the path of the dashboard in its file, with a dot, or empty.
 * @example
 * readClassic({ title: 'Hours', panels: [] }, '').panels; // []
 */
export function readClassic(json: Json, prefix: string): LintDashboard {
  const at = (name: string): Located => ({ path: `${prefix}${name}`, value: json[name] });
  const variables = toObjects(toObject(json['templating'])['list']).map(([index, variable]): LintVariable => ({
    path: `${prefix}templating.list[${index}]`,
    name: String(variable['name'] ?? ''),
    type: String(variable['type'] ?? ''),
    json: variable,
  }));
  const findPlugin = createFindPlugin(new Map([...inputPlugins(json), ...variablePlugins(variables)]));
  const panels = [
    ...readPanels(json['panels'], `${prefix}panels`, findPlugin),
    ...toObjects(json['rows']).flatMap(([index, row]) =>
      readPanels(row['panels'], `${prefix}rows[${index}].panels`, findPlugin),
    ),
    ...readElements(json['__elements'], `${prefix}__elements`, findPlugin),
  ];
  const annotations = toObjects(toObject(json['annotations'])['list']).filter(([, { builtIn }]) => builtIn !== 1);
  return {
    kind: 'dashboard',
    title: at('title'),
    description: at('description'),
    editable: at('editable'),
    timeZone: at('timezone'),
    refresh: at('refresh'),
    graphTooltip: at('graphTooltip'),
    panels,
    rowIds: toObjects(json['panels'])
      .filter(([, { type }]) => type === 'row')
      .map(([index, { id }]) => ({ path: `${prefix}panels[${index}].id`, value: id })),
    variables,
    inputs: toObjects(json['__inputs']).map(([, { name }]) => String(name)),
    queries: [
      ...panels.flatMap((panel) => panel.queries),
      ...variables
        .filter(({ type }) => type === 'query')
        .map(({ path, json: variable }) => readPart(variable, path, 'query', 'variable', findPlugin)),
      ...annotations.map(([index, annotation]) =>
        readPart(
          annotation,
          `${prefix}annotations.list[${index}]`,
          'target' in annotation || !('rawSQL' in annotation) ? 'target' : '',
          'annotation',
          findPlugin,
        ),
      ),
    ],
  };
}

function variablePlugins(variables: readonly LintVariable[]): [string, string][] {
  return variables.flatMap(({ name, type, json: { query } }) =>
    type === 'datasource' && typeof query === 'string' && query !== '' ? [[name, query]] : [],
  );
}

function readPanels(value: unknown, path: string, findPlugin: FindPlugin): LintPanel[] {
  return toObjects(value).flatMap(([index, panel]) => {
    const own = `${path}[${index}]`;
    return panel['type'] === 'row'
      ? readPanels(panel['panels'], `${own}.panels`, findPlugin)
      : [readPanel(panel, own, findPlugin)];
  });
}

function readElements(value: unknown, path: string, findPlugin: FindPlugin): LintPanel[] {
  return Object.entries(toObject(value)).flatMap(([uid, element]) => {
    const { model } = toObject(element);
    return isObject(model)
      ? [readPanel({ ...model, libraryPanel: undefined }, `${path}.${uid}.model`, findPlugin)]
      : [];
  });
}

function readPanel(panel: Json, path: string, findPlugin: FindPlugin): LintPanel {
  const at = (name: string): Located => ({ path: `${path}.${name}`, value: panel[name] });
  const type = String(panel['type'] ?? '');
  const isLibraryPanel = isObject(panel['libraryPanel']);
  const queries = toObjects(isLibraryPanel || silentPanels.has(type) ? [] : panel['targets']).map(
    ([index, target]): LintQuery => {
      const own = `${path}.targets[${index}]`;
      const dataSource = isNamed(target['datasource'])
        ? { path: `${own}.datasource`, value: target['datasource'] }
        : at('datasource');
      return readQuery({
        path: own,
        usedBy: 'panel',
        panelType: type,
        refId: target['refId'],
        isHidden: target['hide'] === true,
        dataSource,
        plugin: findPlugin(dataSource.value),
        body: target,
        bodyPath: own,
      });
    },
  );
  return {
    path,
    isLibraryPanel,
    queries,
    type,
    id: at('id'),
    title: at('title'),
    description: at('description'),
    grid: at('gridPos'),
    fieldConfig: isLibraryPanel ? { ...at('fieldConfig'), value: undefined } : at('fieldConfig'),
    options: isLibraryPanel ? { ...at('options'), value: undefined } : at('options'),
  };
}

/** A query that names no data source takes the panel's. */
function isNamed(dataSource: unknown): boolean {
  return (
    (typeof dataSource === 'string' && dataSource !== '') ||
    (isObject(dataSource) && (Boolean(dataSource['uid']) || Boolean(dataSource['type'])))
  );
}

function readPart(
  json: Json,
  path: string,
  key: string,
  usedBy: LintQuery['usedBy'],
  findPlugin: FindPlugin,
): LintQuery {
  const body = key === '' ? json : json[key];
  return readQuery({
    path,
    usedBy,
    refId: toObject(body)['refId'],
    isHidden: false,
    dataSource: { path: `${path}.datasource`, value: json['datasource'] },
    plugin: findPlugin(json['datasource']),
    body,
    bodyPath: key === '' ? path : `${path}.${key}`,
  });
}
