import { isObject, type Json, toObject } from './json-value.ts';
import type { LintDocument } from './lint-document.ts';
import { isNestedDeeperThan } from './nesting.ts';
import { isAlert, readAlert } from './read-alert.ts';
import { readClassic } from './read-classic.ts';
import { readV2 } from './read-v2.ts';

/** Grafana's own files nest about 20 levels. */
const maxLevels = 200;
const lists = ['groups', 'rules', 'datasources', 'items'];
/** What Grafana's other provisioning files hold: no rule judges it. */
const notJudged = [
  'providers',
  'contactPoints',
  'policies',
  'muteTimes',
  'templates',
  'apps',
  'notifiers',
  'deleteDatasources',
  'deleteRules',
  'deleteContactPoints',
  'resetPolicies',
  'deleteMuteTimes',
  'deleteTemplates',
];

/**
 * What a file holds: a dashboard in classic JSON of any schema, alone or inside `{ dashboard }` or a `dashboard.grafana.app/v1`
 * resource, or in v2; alert rules, alone, as a list, a group or `{ groups }`; a data source, alone or inside `{ datasources }`. What
 * is none of these, and a list that is empty, is `unreadable`, so that the rest of the file is still judged.
 *
 * @example
 * readDocuments({ title: 'Hours', panels: [] }).map(({ kind }) => kind); // ['dashboard']
 */
export function readDocuments(json: unknown): LintDocument[] {
  if (isNestedDeeperThan(json, maxLevels))
    return [
      {
        kind: 'unreadable',
        path: '',
        reason: `The file nests more than ${maxLevels} levels, which no file of Grafana does.`,
      },
    ];
  return readPart(json, '');
}

function readPart(json: unknown, path: string): LintDocument[] {
  const prefix = path === '' ? '' : `${path}.`;
  const name = path === '' ? 'The file' : path;
  if (Array.isArray(json)) {
    // An empty list that passes would hide an export that went wrong.
    if (json.length === 0)
      return [
        {
          kind: 'unreadable',
          path,
          reason: `${name} is an empty list: export a dashboard, alert rules or a data source from Grafana.`,
        },
      ];
    return json.flatMap((one: unknown, index) => readPart(one, `${path}[${index}]`));
  }
  if (isObject(json)) {
    if (isObject(json['dashboard'])) return readPart(json['dashboard'], `${prefix}dashboard`);
    if (isObject(json['spec']) && String(json['apiVersion']).startsWith('dashboard.grafana.app/'))
      return [isV2(json) ? readV2(json['spec'], `${prefix}spec.`) : readClassic(json['spec'], `${prefix}spec.`)];
    if (isObject(json['elements'])) return [readV2(json, prefix)];
    if (Array.isArray(json['panels']) || Array.isArray(json['rows']) || typeof json['schemaVersion'] === 'number')
      return [readClassic(json, prefix)];
    if (isAlert(json)) return [readAlert(json, path)];
    if (isDataSource(json))
      return [
        {
          kind: 'data-source',
          path,
          plugin: typeof json['type'] === 'string' ? json['type'] : null,
          jsonData: toObject(json['jsonData']),
        },
      ];
    const found = lists.filter((list) => Array.isArray(json[list]));
    if (found.length > 0) return found.flatMap((list) => readPart(json[list], `${prefix}${list}`));
    if (isRulerAnswer(json))
      return Object.entries(json).flatMap(([folder, groups]) => readPart(groups, `${prefix}${folder}`));
    if (notJudged.some((key) => Array.isArray(json[key]))) return [];
  }
  return [
    {
      kind: 'unreadable',
      path,
      reason: `${name} is neither a dashboard (classic JSON or v2), nor alert rules, nor a data source: export one of these from Grafana.`,
    },
  ];
}

function isV2(json: Json): boolean {
  return /\/v2/.test(String(json['apiVersion'])) || isObject(toObject(json['spec'])['elements']);
}

function isDataSource(json: Json): boolean {
  return isObject(json['jsonData']) || (typeof json['type'] === 'string' && typeof json['name'] === 'string');
}

/** The ruler answers with groups by folder. */
function isRulerAnswer(json: Json): boolean {
  const groups = Object.values(json);
  return (
    groups.length > 0 &&
    groups.every(
      (list) =>
        Array.isArray(list) &&
        list.length > 0 &&
        list.every((group: unknown) => Array.isArray(toObject(group)['rules'])),
    )
  );
}
