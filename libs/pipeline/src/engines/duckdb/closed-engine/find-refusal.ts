import { allowedFunctions, allowedTableFunctions } from './allowed-functions.ts';

/** Where rows may come from; a table function is checked by its name. */
const sources = new Set([
  'BASE_TABLE',
  'DELIM_GET',
  'EMPTY',
  'EXPRESSION_LIST',
  'JOIN',
  'PIVOT',
  'SHOW_REF',
  'SUBQUERY',
  'TABLE_FUNCTION',
]);

/**
 * Why a parsed SELECT may not be run: it calls a function, or reads from something, that is not allowed. Null when it may.
 *
 * @param tree DuckDB's parse tree, as `json_serialize_sql` gives it. It is walked without recursion, however deep it is.
 * @param own macros of the engine's owner, in lower case.
 * @example
 * findRefusal(tree, new Set(['with_timezone'])); // 'The table function read_csv is not allowed here ...'
 */
export function findRefusal(tree: unknown, own: ReadonlySet<string>): string | null {
  const waiting: unknown[] = [tree];
  while (waiting.length > 0) {
    const next = waiting.pop();
    if (typeof next !== 'object' || next === null) continue;
    const node: Readonly<Record<string, unknown>> = { ...next };
    const refusal = refusalOf(node, own);
    if (refusal !== null) return refusal;
    for (const [key, inner] of Object.entries(node)) {
      // The call of a table function is already checked; its arguments come next.
      const isCall =
        node['type'] === 'TABLE_FUNCTION' && key === 'function' && typeof inner === 'object' && inner !== null;
      for (const one of isCall ? Object.values(inner) : [inner]) waiting.push(one);
    }
  }
  return null;
}

function refusalOf(node: Readonly<Record<string, unknown>>, own: ReadonlySet<string>): string | null {
  const { type } = node;
  if (type === 'TABLE_FUNCTION') {
    const name = nameOf(node['function']) ?? '(unnamed)';
    return allowedTableFunctions.has(name) ? null : refused(`table function ${name}`);
  }
  if (!('class' in node) && 'query_location' in node && !(typeof type === 'string' && sources.has(type)))
    return refused(`source of rows ${String(type)}`);
  const name = nameOf(node);
  return name === null || allowedFunctions.has(name) || own.has(name) ? null : refused(`function ${name}`);
}

function nameOf(node: unknown): string | null {
  return typeof node === 'object' && node !== null && 'function_name' in node && typeof node.function_name === 'string'
    ? node.function_name.toLowerCase()
    : null;
}

const refused = (what: string): string =>
  `The ${what} is not allowed here: read the published tables by their names, with functions that compute from their arguments.`;
