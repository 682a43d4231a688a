import { LintInputError } from '../lint-error.ts';
import { isObject, type Json, toObject, toObjects } from './json-value.ts';
import type { LintAlert, LintDocument } from './lint-document.ts';
import { readClassic } from './read-classic.ts';
import { readQuery } from './read-query.ts';
import { readV2 } from './read-v2.ts';

/**
 * What stands in a file: a dashboard in classic JSON, alone or inside `{ dashboard }` or a `dashboard.grafana.app/v1` resource,
 * or in v2; alert rules, alone, as a list, a group or `{ groups }`; a data source, alone or inside `{ datasources }`.
 *
 * @throws {LintInputError} when it, or an item of a list, is none of these, and when a list is empty.
 * @example
 * readDocuments({ title: 'Hours', panels: [] }).map(({ kind }) => kind); // ['dashboard']
 */
export function readDocuments(json: unknown, path = ''): LintDocument[] {
  const prefix = path === '' ? '' : `${path}.`;
  if (Array.isArray(json)) {
    // An empty list that passes would hide an export that went wrong.
    if (json.length === 0) throw new LintInputError(`${path === '' ? 'The file' : path} is an empty list: export a dashboard, alert rules or a data source from Grafana.`);
    return json.flatMap((one: unknown, index) => readDocuments(one, `${path}[${index}]`));
  }
  if (isObject(json)) {
    if (isObject(json['dashboard'])) return readDocuments(json['dashboard'], `${prefix}dashboard`);
    if (isObject(json['spec']) && 'apiVersion' in json) return [isV2(json) ? readV2(json['spec'], `${prefix}spec.`) : readClassic(json['spec'], `${prefix}spec.`)];
    if (isObject(json['elements'])) return [readV2(json, prefix)];
    for (const list of ['groups', 'rules', 'datasources']) if (Array.isArray(json[list])) return readDocuments(json[list], `${prefix}${list}`);
    if (Array.isArray(json['data']) && 'condition' in json) return [readAlert(json, path)];
    if (isObject(json['jsonData'])) return [{ kind: 'data-source', path, jsonData: json['jsonData'] }];
    if (Array.isArray(json['panels'])) return [readClassic(json, prefix)];
  }
  throw new LintInputError(`${path === '' ? 'The file' : path} is neither a dashboard (classic JSON or v2), nor alert rules, nor a data source: export one of these from Grafana.`);
}

function isV2(json: Json): boolean {
  return /\/v2/.test(String(json['apiVersion'])) || isObject(toObject(json['spec'])['elements']);
}

function readAlert(json: Json, path: string): LintAlert {
  const prefix = path === '' ? '' : `${path}.`;
  return {
    kind: 'alert-rule',
    path,
    json,
    queries: toObjects(json['data']).map(([index, query]) => {
      const own = `${prefix}data[${index}]`;
      return readQuery({ path: own, usedBy: 'alert', refId: query['refId'], dataSource: { path: `${own}.datasourceUid`, value: { uid: query['datasourceUid'] } }, body: query['model'], bodyPath: `${own}.model` });
    }),
  };
}
