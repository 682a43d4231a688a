import * as z from 'zod';

/** Any JSON object: what Grafana stores is passed through, including unknown keys. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** Any JSON object, with its keys unchanged. */
export const jsonObject = z.record(z.string(), z.unknown());

/**
 * A value as the JSON object that would be sent: without `undefined`, and independent of the original.
 *
 * @throws {z.ZodError} When it isn't an object.
 * @example
 * toJsonObject({ title: 'Hours', unit: undefined }); // { title: 'Hours' }
 */
export function toJsonObject(value: unknown): Record<string, unknown> {
  return jsonObject.parse(JSON.parse(JSON.stringify(value)));
}
