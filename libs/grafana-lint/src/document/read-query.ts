import { athenaPlugin } from './find-plugin.ts';
import { isObject, type Json, toObject } from './json-value.ts';
import type { LintQuery, Located } from './lint-document.ts';

/** The parts of a query: classic JSON has them side by side, v2 puts them into specs. */
interface QueryParts {
  readonly path: string;
  readonly usedBy: LintQuery['usedBy'];
  readonly panelType?: string | undefined;
  readonly refId: unknown;
  readonly isHidden: boolean;
  readonly dataSource: Located;
  /** The plugin id of the data source; null when the file does not say. */
  readonly plugin: string | null;
  /** What the plugin gets, and its path. */
  readonly body: unknown;
  readonly bodyPath: string;
}

/**
 * A query for the rules.
 *
 * @example
 * readQuery({ path: 'panels[0].targets[0]', usedBy: 'panel', refId: 'A', isHidden: false, dataSource, plugin, body: target, bodyPath: 'panels[0].targets[0]' });
 */
export function readQuery({
  path,
  usedBy,
  panelType,
  refId,
  isHidden,
  dataSource,
  plugin,
  body,
  bodyPath,
}: QueryParts): LintQuery {
  const query: Json = toObject(body);
  const key = typeof query['rawSQL'] === 'string' ? 'rawSQL' : 'rawSql';
  const text = query[key];
  const at = (name: string) => ({ path: `${bodyPath}.${name}`, value: query[name] });
  return {
    path,
    usedBy,
    panelType: panelType ?? null,
    refId: { path: `${path}.refId`, value: refId },
    isHidden,
    dataSource,
    connectionArgs: at('connectionArgs'),
    format: at('format'),
    sql: typeof text === 'string' && isOfAthena(query, plugin) ? { path: `${bodyPath}.${key}`, text } : null,
  };
}

/** If nothing names the plugin, the property's spelling identifies it: most other SQL plugins write `rawSql`. */
function isOfAthena(query: Json, plugin: string | null): boolean {
  return plugin === null
    ? typeof query['rawSQL'] === 'string' || isObject(query['connectionArgs'])
    : plugin === athenaPlugin;
}
