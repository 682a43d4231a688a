import { type JsonObject, jsonObject } from '../../grafana/transport/json-object.ts';
import { diffJson, isSame } from './diff-json.ts';
import { diffSql } from './diff-text.ts';
import { type Difference, inWords } from './difference.ts';

/**
 * How one dashboard differs from another, panel by panel, in words: titles, SQL, thresholds, positions. Ignores the
 * numbers that Grafana assigns (`id`, `version`), the dashboard's uid and copies of library panels.
 *
 * @example
 * diffDashboards(stored.spec, desired.spec); // [{ where: 'panel 3 "Latest hour": unit', before: 'm', after: 's' }]
 */
export function diffDashboards(before: JsonObject, after: JsonObject): Difference[] {
  const [was, is] = [split(before), split(after)];
  return [
    ...diffJson(was.rest, is.rest, { label: '' }),
    ...diffNamed('variable', was.variables, is.variables),
    ...diffNamed('annotation', was.annotations, is.annotations),
    ...diffPanels(was.panels, is.panels),
  ];
}

interface Parts {
  readonly rest: JsonObject;
  readonly variables: readonly JsonObject[];
  readonly annotations: readonly JsonObject[];
  readonly panels: readonly JsonObject[];
}

function split(dashboard: JsonObject): Parts {
  const { id: _id, version: _version, uid: _uid, panels, templating, annotations, ...rest } = dashboard;
  return {
    rest,
    variables: objectsOf(listOf(templating)),
    annotations: objectsOf(listOf(annotations)),
    panels: objectsOf(panels).flatMap((panel) => [
      withoutInner(panel),
      ...objectsOf(panel['panels']).map(withoutInner),
    ]),
  };
}

function withoutInner(panel: JsonObject): JsonObject {
  const { panels: _panels, libraryPanel, ...own } = panel;
  const library = jsonObject.safeParse(libraryPanel);
  return library.success ? { ...own, libraryPanel: { uid: library.data['uid'], name: library.data['name'] } } : own;
}

function listOf(holder: unknown): unknown {
  const parsed = jsonObject.safeParse(holder);
  return parsed.success ? parsed.data['list'] : undefined;
}

function objectsOf(list: unknown): readonly JsonObject[] {
  if (!Array.isArray(list)) return [];
  return list.flatMap((item) => {
    const parsed = jsonObject.safeParse(item);
    return parsed.success ? [parsed.data] : [];
  });
}

function diffNamed(kind: string, before: readonly JsonObject[], after: readonly JsonObject[]): Difference[] {
  return pairs(before, after, (item) => String(item['name'] ?? '')).flatMap(([name, was, is]) => {
    const where = `${kind} ${name}`;
    if (was === undefined || is === undefined)
      return [{ where, before: was === undefined ? null : 'present', after: is === undefined ? null : 'present' }];
    return diffQueryHolder(where, was, is);
  });
}

/** A variable or annotation has its query as an object with `rawSQL`, and a copy of its text in `definition`. */
function diffQueryHolder(where: string, was: JsonObject, is: JsonObject): Difference[] {
  const [old, now] = [sqlOf(was['query'] ?? was['target']), sqlOf(is['query'] ?? is['target'])];
  const sql = old === null || now === null ? null : diffSql(`${where}: SQL`, old, now);
  const strip = (holder: JsonObject): JsonObject => {
    const { definition: _definition, ...rest } = holder;
    return Object.fromEntries(
      Object.entries(rest).map(([key, value]) => [
        key,
        key === 'query' || key === 'target' ? withoutSql(value) : value,
      ]),
    );
  };
  return [...(sql === null ? [] : [sql]), ...diffJson(strip(was), strip(is), { label: `${where}: ` })];
}

function diffPanels(before: readonly JsonObject[], after: readonly JsonObject[]): Difference[] {
  return pairs(before, after, (panel) => String(panel['id'] ?? panel['title'] ?? '')).flatMap(([id, was, is]) => {
    const where = `panel ${id} ${JSON.stringify(String((is ?? was)?.['title'] ?? ''))}`;
    if (was === undefined || is === undefined)
      return [
        {
          where,
          before: was === undefined ? null : String(was['type']),
          after: is === undefined ? null : String(is['type']),
        },
      ];
    return diffPanel(where, was, is);
  });
}

function diffPanel(where: string, was: JsonObject, is: JsonObject): Difference[] {
  const targets = pairs(objectsOf(was['targets']), objectsOf(is['targets']), (target) => String(target['refId'] ?? ''));
  const queries = targets.flatMap(([refId, old, now]) => {
    const query = `${where}: query ${refId}`;
    if (old === undefined || now === undefined)
      return [{ where: query, before: inWords(sqlOf(old) ?? undefined), after: inWords(sqlOf(now) ?? undefined) }];
    const sql = diffSql(`${where}: SQL of query ${refId}`, sqlOf(old) ?? '', sqlOf(now) ?? '');
    return [...(sql === null ? [] : [sql]), ...diffJson(withoutSql(old), withoutSql(now), { label: `${query}: ` })];
  });
  const words = [
    { name: 'position', of: placeOf },
    { name: 'thresholds', of: thresholdsOf },
  ].flatMap(({ name, of }) =>
    of(was) === of(is) ? [] : [{ where: `${where}: ${name}`, before: of(was), after: of(is) }],
  );
  const rest = diffJson(withoutTold(was), withoutTold(is), { label: `${where}: ` }).map((difference) => ({
    ...difference,
    where: difference.where.replace(': fieldConfig.defaults.', ': '),
  }));
  return [...queries, ...words, ...rest];
}

/** Keys that are described in words elsewhere. */
function withoutTold(panel: JsonObject): JsonObject {
  const { targets: _targets, gridPos: _gridPos, ...rest } = panel;
  const config = jsonObject.safeParse(rest['fieldConfig']);
  const defaults = jsonObject.safeParse(config.data?.['defaults']);
  if (!config.success || !defaults.success) return rest;
  const { thresholds: _thresholds, ...others } = defaults.data;
  return { ...rest, fieldConfig: { ...config.data, defaults: others } };
}

function placeOf(panel: JsonObject): string | null {
  const place = jsonObject.safeParse(panel['gridPos']);
  return place.success
    ? `${String(place.data['w'])} x ${String(place.data['h'])} at ${String(place.data['x'])}, ${String(place.data['y'])}`
    : null;
}

function thresholdsOf(panel: JsonObject): string | null {
  const defaults = jsonObject.safeParse(jsonObject.safeParse(panel['fieldConfig']).data?.['defaults']).data;
  const thresholds = jsonObject.safeParse(defaults?.['thresholds']);
  if (!thresholds.success) return null;
  const steps = objectsOf(thresholds.data['steps']).map(({ color, value }) =>
    value === null || value === undefined ? String(color) : `${String(color)} from ${String(value)}`,
  );
  return `${steps.join(', ')}${thresholds.data['mode'] === 'absolute' ? '' : ` (${String(thresholds.data['mode'])})`}`;
}

function sqlOf(target: unknown): string | null {
  const parsed = jsonObject.safeParse(target);
  const sql = parsed.data?.['rawSQL'];
  return typeof sql === 'string' ? sql : null;
}

function withoutSql(target: unknown): unknown {
  const parsed = jsonObject.safeParse(target);
  if (!parsed.success) return target;
  const { rawSQL: _rawSQL, ...rest } = parsed.data;
  return rest;
}

/** Joins both lists by key: first the keys of the first list, then new ones. */
function pairs(
  before: readonly JsonObject[],
  after: readonly JsonObject[],
  keyOf: (item: JsonObject) => string,
): [string, JsonObject | undefined, JsonObject | undefined][] {
  const find = (list: readonly JsonObject[], key: string) => list.find((item) => keyOf(item) === key);
  return [...new Set([...before, ...after].map(keyOf))].map((key) => [key, find(before, key), find(after, key)]);
}

/**
 * Whether two dashboards are equal, including the order of panels.
 *
 * @example
 * isSameDashboard(stored.spec, desired.spec);
 */
export function isSameDashboard(before: JsonObject, after: JsonObject): boolean {
  const strip = ({ id: _id, version: _version, uid: _uid, ...spec }: JsonObject) => spec;
  return isSame(strip(before), strip(after));
}
