import { tables } from '@tickerlake/record-schema';
import * as z from 'zod';

const nodeSchema = z.looseObject({});
type Node = z.infer<typeof nodeSchema>;

/** Functions that return one of the values of their first argument. */
const keepFirst = new Set([
  'min',
  'max',
  'first',
  'last',
  'any_value',
  'arbitrary',
  'arg_min',
  'arg_max',
  'min_by',
  'max_by',
  'first_value',
  'last_value',
  'lag',
  'lead',
]);
/** Functions that round their second argument down. */
const keepSecond = new Set(['date_trunc', 'time_bucket']);
/** Queries that name columns in ways which are not followed. */
const unfollowed = new Set(['SET_OPERATION_NODE', 'RECURSIVE_CTE_NODE', 'CTE_NODE']);

const utcColumns = new Set(
  tables.flatMap((table) => table.columns.filter((column) => column.type === 'timestamp').map((column) => column.name)),
);

/**
 * Which columns of a result of DuckDB type TIMESTAMP hold UTC instants: the tables' own, and their minimum, maximum and the like. A
 * TIMESTAMP has no zone, so anything else, such as New York wall-clock time, is not known to be UTC.
 *
 * @param serialized what `json_serialize_sql` gives of the query.
 * @param names the result's columns.
 * @returns for each column whether it is known to be UTC.
 * @example
 * instantColumns(serialized, ['bar_start', 'new_york']); // [true, false]
 */
export function instantColumns(serialized: string, names: readonly string[]): boolean[] {
  const unknown = names.map(() => false);
  const root = parseJson(serialized);
  const nodes = root === null ? [] : allNodes(root);
  const isFollowed =
    nodes.length > 0 &&
    !nodes.some(
      (node) =>
        unfollowed.has(String(node['type'])) ||
        listOf(node['replace_list']).length > 0 ||
        listOf(node['rename_list']).length > 0,
    );
  if (!isFollowed) return unknown;
  const instants = instantNames(nodes);
  const top = listOf(nodes.find((node) => node['type'] === 'SELECT_NODE')?.['select_list']);
  const isByPosition = top.length === names.length && !top.some((item) => item['class'] === 'STAR');
  return names.map((name, index) => {
    const item = isByPosition ? top[index] : undefined;
    return item === undefined ? instants.has(name) : isInstant(item, instants);
  });
}

/** Names that mean an instant wherever they are used: columns of the tables whose names are unique, and aliases of instants. */
function instantNames(nodes: readonly Node[]): Set<string> {
  const named = nodes.filter(
    (node) => typeof node['class'] === 'string' && typeof node['alias'] === 'string' && node['alias'] !== '',
  );
  const renamed = nodes.flatMap((node) => [...stringsOf(node['column_name_alias']), ...stringsOf(node['aliases'])]);
  const names = new Set([...utcColumns, ...named.map((node) => String(node['alias']))]);
  for (const name of renamed) names.delete(name);
  for (let before = -1; before !== names.size;) {
    before = names.size;
    for (const node of named) if (!isInstant(node, names)) names.delete(String(node['alias']));
  }
  return names;
}

function isInstant(node: Node, instants: ReadonlySet<string>): boolean {
  if (node['class'] === 'COLUMN_REF') return instants.has(stringsOf(node['column_names']).at(-1) ?? '');
  const [first, second] = listOf(node['children']);
  const name = String(node['function_name']);
  const kept = keepFirst.has(name) ? first : keepSecond.has(name) ? second : undefined;
  return kept !== undefined && isInstant(kept, instants);
}

function allNodes(root: unknown): Node[] {
  const found: Node[] = [];
  const waiting: unknown[] = [root];
  for (let value = waiting.shift(); value !== undefined; value = waiting.shift()) {
    if (Array.isArray(value)) waiting.push(...value);
    const node = Array.isArray(value) ? null : (nodeSchema.safeParse(value).data ?? null);
    if (node === null) continue;
    found.push(node);
    waiting.push(...Object.values(node).filter((inner) => typeof inner === 'object' && inner !== null));
  }
  return found;
}

const listOf = (value: unknown): Node[] => z.array(nodeSchema).safeParse(value).data ?? [];
const stringsOf = (value: unknown): string[] => z.array(z.string()).safeParse(value).data ?? [];

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
