import { type Json, toObject, toObjects } from './json-value.ts';

/** The id of Grafana's Athena plugin. */
export const athenaPlugin = 'grafana-athena-datasource';

/** The plugin id behind a reference to a data source; null when the file does not say. */
export type FindPlugin = (dataSource: unknown) => string | null;

/**
 * Finds the plugin of a reference: by its `type`, or by the variable or import input that it names. A reference to a name or uid
 * alone does not identify its plugin.
 *
 * @param declared plugin ids by the name of the variable or input.
 * @example
 * createFindPlugin(new Map([['DS_MAIN', 'mysql']]))({ uid: '${DS_MAIN}' }); // 'mysql'
 */
export function createFindPlugin(declared: ReadonlyMap<string, string>): FindPlugin {
  return (dataSource) => {
    const { type, uid } = toObject(dataSource);
    if (typeof type === 'string' && type !== '' && !type.includes('$')) return type;
    const name = typeof dataSource === 'string' ? dataSource : uid;
    return typeof name === 'string'
      ? (variablesIn(name)
          .map((variable) => declared.get(variable))
          .find((plugin) => plugin !== undefined) ?? null)
      : null;
  };
}

/**
 * The plugin ids that a dashboard exported for sharing names in `__inputs`.
 *
 * @example
 * inputPlugins({ __inputs: [{ name: 'DS_MAIN', type: 'datasource', pluginId: 'mysql' }] }); // [['DS_MAIN', 'mysql']]
 */
export function inputPlugins(json: Json): [string, string][] {
  return toObjects(json['__inputs']).flatMap(([, { name, pluginId }]) =>
    typeof name === 'string' && typeof pluginId === 'string' ? [[name, pluginId]] : [],
  );
}

/**
 * The variables in a text, in each of Grafana's three spellings.
 *
 * @example
 * variablesIn('$a ${b:raw} [[c]]'); // ['a', 'b', 'c']
 */
export function variablesIn(text: string): string[] {
  return [...text.matchAll(/\$(\w+)|\$\{([^}:.]+)[^}]*\}|\[\[([^\]:]+)[^\]]*\]\]/g)].map(
    ([, plain, braced, bracketed]) => plain ?? braced ?? bracketed ?? '',
  );
}
