import { type Json, toObject } from './json-value.ts';
import type { LintQuery } from './lint-document.ts';

/** Where the parts of a query stand: classic JSON has them side by side, v2 puts them into specs. */
interface QueryParts {
  readonly path: string;
  readonly usedBy: LintQuery['usedBy'];
  readonly refId: unknown;
  readonly dataSource: { readonly path: string; readonly value: unknown };
  /** What the plugin gets, and its path. */
  readonly body: unknown;
  readonly bodyPath: string;
}

/**
 * A query for the rules.
 *
 * @example
 * readQuery({ path: 'panels[0].targets[0]', usedBy: 'panel', refId: 'A', dataSource, body: target, bodyPath: 'panels[0].targets[0]' });
 */
export function readQuery({ path, usedBy, refId, dataSource, body, bodyPath }: QueryParts): LintQuery {
  const query: Json = toObject(body);
  const key = typeof query['rawSQL'] === 'string' ? 'rawSQL' : 'rawSql';
  const text = query[key];
  const at = (name: string) => ({ path: `${bodyPath}.${name}`, value: query[name] });
  return {
    path,
    usedBy,
    refId: { path: `${path}.refId`, value: refId },
    dataSource,
    connectionArgs: at('connectionArgs'),
    format: at('format'),
    sql: typeof text === 'string' ? { path: `${bodyPath}.${key}`, text } : null,
  };
}
