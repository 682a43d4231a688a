import { type JsonObject, jsonObject } from '../../grafana/transport/json-object.ts';
import { type Difference, inWords } from './difference.ts';

/** Options of the comparison. */
export interface DiffOptions {
  /** A prefix for each path. */
  readonly label: string;
  /** Compares only keys of the second value, so that keys added by a server are not differences. */
  readonly isOwnedOnly?: boolean;
}

/**
 * The leaves in which two JSON values differ, by path. Ignores key order and keys without a value.
 *
 * @example
 * diffJson({ unit: 'm' }, { unit: 's' }, { label: 'panel 1: ' }); // [{ where: 'panel 1: unit', before: 'm', after:
 * 's' }]
 */
export function diffJson(before: unknown, after: unknown, options: DiffOptions, path = ''): Difference[] {
  if (isSame(before, after)) return [];
  const [was, is] = [asObject(before), asObject(after)];
  if (was !== null && is !== null) {
    const keys =
      options.isOwnedOnly === true ? Object.keys(is) : [...new Set([...Object.keys(was), ...Object.keys(is)])];
    return keys.flatMap((key) => diffJson(was[key], is[key], options, path === '' ? key : `${path}.${key}`));
  }
  if (Array.isArray(before) && Array.isArray(after) && before.length === after.length) {
    return after.flatMap((item, index) => diffJson(before[index], item, options, `${path}[${index}]`));
  }
  return [{ where: `${options.label}${path}`, before: inWords(before), after: inWords(after) }];
}

/**
 * Whether two JSON values are equal. `null` and a missing key are different: Grafana treats them as equal only as values of a
 * key.
 *
 * @example
 * isSame({ a: 1, b: 2 }, { b: 2, a: 1 }); // true
 */
export function isSame(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (Array.isArray(a) && Array.isArray(b))
    return a.length === b.length && a.every((item, index) => isSame(item, b[index]));
  const [left, right] = [asObject(a), asObject(b)];
  if (left === null || right === null) return false;
  return [...new Set([...Object.keys(left), ...Object.keys(right)])].every((key) => isSame(left[key], right[key]));
}

function asObject(value: unknown): JsonObject | null {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  return jsonObject.parse(value);
}
