import { type Issue, maxIssues } from '../errors/issue.ts';
import { ValidationError } from '../errors/validation-error.ts';
import type { AnswerContext } from '../request/answer-context.ts';
import { readEnvelope } from '../request/read-envelope.ts';
import { toRequestId } from '../request/request-id.ts';
import { checkValue } from '../schema/check-value.ts';
import { fieldOf } from '../schema/field-of.ts';
import { anything, type Schema } from '../schema/schemas.ts';

/** The rows of one answer, with all that the vendor sent in them. */
export interface RowsRead<Raw> {
  readonly rows: readonly (Raw & Readonly<Record<string, unknown>>)[];
  readonly requestId: string | null;
  /** As sent, unchecked; null on the last page. */
  readonly nextUrl: string | null;
}

/**
 * Reads the rows of an answer, live or recorded.
 *
 * @param from the key of the row or the list of rows; null: the answer itself.
 * @throws {PolygonHttpError} (a subclass) when the answer is a refusal.
 * @throws {ValidationError} when it is not JSON, or a row is not what the schema says; at most 20 issues.
 * @example
 * const { rows, nextUrl } = readRows(body, 'results', exchanges.raw(), context);
 */
export function readRows<Raw>(
  bodyText: string,
  from: string | null,
  schema: Schema<Raw>,
  context: AnswerContext,
): RowsRead<Raw> {
  const answer = readEnvelope(quoteLongNumbers(bodyText), anything(), context);
  const requestId = toRequestId(fieldOf(answer, 'request_id'), context.requestIdHeader);
  const refuse = (issues: readonly Issue[]): never => {
    throw new ValidationError({ path: context.path, issues, requestId });
  };
  if (typeof answer !== 'object' || answer === null) refuse([{ path: '', message: 'must be an object or a list' }]);
  const found = from === null ? answer : fieldOf(answer, from);
  const results: readonly unknown[] = Array.isArray(found) ? found : found == null ? [] : [found];
  const rows: (Raw & Record<string, unknown>)[] = [];
  const issues: Issue[] = [];
  for (const [index, result] of results.entries()) {
    const checked = checkValue(schema, result, [
      ...(from === null ? [] : [from]),
      ...(Array.isArray(found) ? [index] : []),
    ]);
    const sent: Record<string, unknown> = typeof result === 'object' ? { ...result } : {};
    if (checked.issues === null) rows.push({ ...sent, ...checked.data });
    else issues.push(...checked.issues);
    if (issues.length >= maxIssues) break;
  }
  if (issues.length > 0) refuse(issues);
  const nextUrl = fieldOf(answer, 'next_url');
  return { rows, requestId, nextUrl: typeof nextUrl === 'string' && nextUrl !== '' ? nextUrl : null };
}

/**
 * Nanoseconds since 1970 have 19 digits, of which a number would lose the last: as texts they keep them all. Other large numbers, such as volumes of
 * cheap coins, stay numbers. A quote within a text is escaped, so none matches.
 */
const quoteLongNumbers = (body: string): string =>
  body.replace(/"(\w+)":\s*(\d{16,})(?=\s*[,}])/g, (all, key, digits) =>
    Number.isSafeInteger(Number(digits)) ? all : `"${key}":"${digits}"`,
  );
