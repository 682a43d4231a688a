import * as z from 'zod';

/** Any JSON object: what Grafana stores is data here, and unknown keys survive. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** Any JSON object, keys kept as they came. */
export const jsonObject = z.record(z.string(), z.unknown());

/**
 * A value as the JSON object that would travel over the wire: without `undefined`, with no ties to the original.
 *
 * @throws {z.ZodError} When it isn't an object.
 * @example
 * toJsonObject({ title: 'Hours', unit: undefined }); // { title: 'Hours' }
 */
export function toJsonObject(value: unknown): Record<string, unknown> {
  return jsonObject.parse(JSON.parse(JSON.stringify(value)));
}
