import { createFindPlugin } from './find-plugin.ts';
import { isObject, type Json, toObject, toObjects } from './json-value.ts';
import type { LintAlert } from './lint-document.ts';
import { readQuery } from './read-query.ts';

const findPlugin = createFindPlugin(new Map());

/**
 * An alert or recording rule as Grafana's API, its files or its ruler (`grafana_alert`) write it.
 *
 * @param path the path of the rule in its file, or empty.
 * @example
 * readAlert({ title: 'Late', condition: 'B', data: [] }, 'groups[0].rules[0]').queries; // []
 */
export function readAlert(json: Json, path: string): LintAlert {
  const inner = json['grafana_alert'];
  const rule: Json = isObject(inner)
    ? { ...json, ...inner, noDataState: inner['no_data_state'], execErrState: inner['exec_err_state'] }
    : json;
  const prefix = `${path === '' ? '' : `${path}.`}${isObject(inner) ? 'grafana_alert.' : ''}`;
  return {
    kind: 'alert-rule',
    path,
    json: rule,
    isRecording: isObject(rule['record']),
    queries: toObjects(rule['data']).map(([index, query]) => {
      const own = `${prefix}data[${index}]`;
      const model = toObject(query['model']);
      const uid = query['datasourceUid'];
      const plugin = uid === '__expr__' || uid === '-100' ? '__expr__' : findPlugin(model['datasource']);
      return readQuery({
        path: own,
        usedBy: 'alert',
        refId: query['refId'],
        isHidden: false,
        dataSource: { path: `${own}.datasourceUid`, value: { uid } },
        plugin,
        body: model,
        bodyPath: `${own}.model`,
      });
    }),
  };
}

/**
 * Whether a JSON object is a rule of Grafana's own alerting; a rule of Prometheus has `expr` and no queries.
 *
 * @example
 * isAlert({ alert: 'Down', expr: 'up == 0' }); // false
 */
export function isAlert(json: Json): boolean {
  return (
    isObject(json['grafana_alert']) ||
    (Array.isArray(json['data']) && ('condition' in json || isObject(json['record'])))
  );
}
