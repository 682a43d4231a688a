/** A JSON object from outside. */
export type Json = Readonly<Record<string, unknown>>;

/**
 * The value as an object; an empty one when it is none.
 *
 * @example
 * toObject(null); // {}
 */
export function toObject(value: unknown): Json {
  return isObject(value) ? value : {};
}

/**
 * Whether a value is a JSON object.
 *
 * @example
 * isObject([]); // false
 */
export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * The objects of a list, each with its index; none when it is not a list.
 *
 * @example
 * toObjects([{ id: 1 }, 2]); // [[0, { id: 1 }]]
 */
export function toObjects(value: unknown): readonly (readonly [number, Json])[] {
  return Array.isArray(value)
    ? value.flatMap((one: unknown, index) => (isObject(one) ? [[index, one] as const] : []))
    : [];
}
