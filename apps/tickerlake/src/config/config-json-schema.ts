import * as z from 'zod';
import { configSchema } from './config-schema.ts';

/**
 * The text of `tickerlake.config.schema.json`, for editors: name the file as `$schema` in a configuration, and they complete and check it.
 * A test keeps the file current.
 *
 * @example
 * const text = configJsonSchema(); // '{\n  "$schema": "https://json-schema.org/draft/2020-12/schema",\n ...'
 */
export function configJsonSchema(): string {
  return `${JSON.stringify(z.toJSONSchema(configSchema, { io: 'input' }), null, 2)}\n`;
}
