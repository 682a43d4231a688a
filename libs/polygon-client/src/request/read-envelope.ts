import { ValidationError } from '../errors/validation-error.ts';
import { checkValue } from '../schema/check-value.ts';
import { fieldOf } from '../schema/field-of.ts';
import type { Schema } from '../schema/schemas.ts';
import type { AnswerContext } from './answer-context.ts';
import { toHttpError } from './to-http-error.ts';

const refusals = ['ERROR', 'NOT_AUTHORIZED', 'NOT_FOUND'];

/**
 * Parses the body of a response as JSON with a schema.
 *
 * @throws {PolygonHttpError} (a subclass) when the status, or the body of a 200, is a refusal.
 * @throws {ValidationError} when the body is not JSON (transient), or does not match the schema.
 * @example
 * const envelope = readEnvelope(bodyText, objectOf({ status: maybe(textSchema()), results: maybe(listSchema()) }), context);
 */
export function readEnvelope<T>(bodyText: string, schema: Schema<T>, context: AnswerContext): T {
  if (context.httpStatus < 200 || context.httpStatus > 299) throw toHttpError(bodyText, context);
  const json = parseJson(bodyText, context);
  if (refusals.includes(String(fieldOf(json, 'status')))) throw toHttpError(bodyText, context);
  const { data, issues } = checkValue(schema, json);
  if (issues !== null) throw new ValidationError({ path: context.path, issues, requestId: context.requestIdHeader });
  return data;
}

function parseJson(bodyText: string, { path, requestIdHeader: requestId }: AnswerContext): unknown {
  try {
    return JSON.parse(bodyText);
  } catch {
    const message = bodyText.trim() === '' ? 'the body is empty' : 'the body is not JSON';
    throw new ValidationError({ path, issues: [{ path: '', message }], requestId, transient: true });
  }
}
