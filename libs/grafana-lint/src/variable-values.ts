import { toObject, toObjects } from './document/json-value.ts';
import type { LintVariable } from './document/lint-document.ts';

/**
 * The values of a variable that its file holds: its options and the chosen ones, without "All". A query's values are elsewhere.
 *
 * @example
 * valuesOf({ path: '', name: 'n', type: 'custom', json: { query: '1,2' } }); // ['1', '2']
 */
export function valuesOf(variable: LintVariable | undefined): string[] {
  const json = variable?.json ?? {};
  const { query, options, current } = json;
  const listed =
    variable?.type === 'custom' && typeof query === 'string'
      ? (query.match(/(?:\\,|[^,])+/g) ?? []).map((value) => value.trim().replace(/^.* : /, ''))
      : [];
  const values = [
    ...listed,
    ...toObjects(options).map(([, option]) => option['value']),
    toObject(current)['value'],
  ].flat();
  return values.flatMap((value) =>
    (typeof value === 'string' || typeof value === 'number') && value !== '$__all' && value !== ''
      ? [String(value)]
      : [],
  );
}
