import * as z from 'zod/v4/core';
import { type Issue, toIssuePath } from '../errors/issue.ts';

/** A value of the schema's type, or what is wrong with it. */
export type Checked<T> =
  { readonly data: T; readonly issues: null } | { readonly data?: never; readonly issues: readonly Issue[] };

/**
 * Checks a value with a schema of `zod` or `zod/mini`.
 *
 * @param at where the value is, as the start of every issue's path.
 * @example
 * checkValue(objectOf({ v: numberSchema() }), { v: 'x' }, ['results', 17]).issues; // [{ path: 'results[17].v', message: 'must be a number' }]
 */
export function checkValue<T>(schema: z.$ZodType<T>, value: unknown, at: readonly PropertyKey[] = []): Checked<T> {
  const parsed = z.safeParse(schema, value, { error: toText });
  if (parsed.success) return { data: parsed.data, issues: null };
  return {
    issues: parsed.error.issues.map(({ path, message }) => ({ path: toIssuePath([...at, ...path]), message })),
  };
}

/** `zod/mini` has no texts, and its English ones would be a fifteenth of a bundle. Undefined: the text of the schema. */
const toText = ({ code, expected }: z.$ZodRawIssue): string | undefined =>
  code !== 'invalid_type' ? undefined : expected === 'nonoptional' ? 'is missing' : `must be of type ${expected}`;
