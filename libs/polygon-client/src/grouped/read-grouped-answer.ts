import { settleVersions } from '../aggregates/bars/settle-versions.ts';
import { barFields, barsAnswerFields } from '../schema/bar-schemas.ts';
import { summariseIssues } from '../errors/issue.ts';
import { ValidationError } from '../errors/validation-error.ts';
import type { AnswerContext } from '../request/answer-context.ts';
import { readEnvelope } from '../request/read-envelope.ts';
import { toRequestId } from '../request/request-id.ts';
import { checkValue } from '../schema/check-value.ts';
import { countSchema, objectOf, textSchema, type Output } from '../schema/schemas.ts';
import { fieldOf } from '../schema/field-of.ts';
import { lazySchema } from '../schema/lazy-schema.ts';
import type { GroupedBar, GroupedDaily, GroupedDailyRequest } from './grouped-daily.ts';

const envelopeSchema = lazySchema(() => objectOf(barsAnswerFields()));

const rowSchema = lazySchema(() => objectOf({ ...barFields(), v: countSchema(), T: textSchema(1) }));

/**
 * Reads a response of grouped daily bars. Bad rows are left out; of several bars of a ticker the one with the most trades is kept.
 *
 * @throws {PolygonHttpError} (a subclass) when the response is a refusal.
 * @throws {ValidationError} when it is not JSON or not a list, is not adjusted as requested, or has fewer rows than it states (transient).
 * @example
 * const { bars } = readGroupedAnswer(body, { adjusted: false }, context);
 */
export function readGroupedAnswer(
  bodyText: string,
  { adjusted }: Pick<GroupedDailyRequest, 'adjusted'>,
  context: AnswerContext,
): GroupedDaily {
  const envelope = readEnvelope(bodyText, envelopeSchema(), context);
  const requestId = toRequestId(envelope.request_id, context.requestIdHeader);
  const results = envelope.results ?? [];
  const refuse = (path: string, message: string, transient: boolean): never => {
    throw new ValidationError({ path: context.path, issues: [{ path, message }], requestId, transient });
  };
  const said = envelope.resultsCount ?? envelope.count ?? results.length;
  if (said > results.length)
    refuse(
      'results',
      `has ${results.length} row${results.length === 1 ? '' : 's'}, and the response states ${said}: it is cut off`,
      true,
    );
  if (results.length > 0 && (envelope.adjusted ?? adjusted) !== adjusted)
    refuse('adjusted', `is ${envelope.adjusted}, and ${adjusted} was asked for`, false);
  const skipped: { ticker: string | null; message: string }[] = [];
  const versions = new Map<string, GroupedBar[]>();
  for (const [index, result] of results.entries()) {
    const { data, issues } = checkValue(rowSchema(), result, ['results', index]);
    if (issues !== null) skipped.push({ ticker: tickerOf(result), message: summariseIssues(issues) });
    else versions.set(data.T, [...(versions.get(data.T) ?? []), toBar(data)]);
  }
  const bars = [...versions].flatMap(([ticker, own]) => {
    const { bar } = settleVersions(own);
    if (bar === null) skipped.push({ ticker, message: `comes ${own.length} times with different values` });
    return bar ?? [];
  });
  return { bars: bars.sort((a, b) => (a.T < b.T ? -1 : 1)), requestId, skipped };
}

const toBar = ({ T, t, o, h, l, c, v, vw, n }: Output<typeof rowSchema>): GroupedBar => ({
  T,
  t,
  o,
  h,
  l,
  c,
  v,
  ...(vw != null && { vw }),
  ...(n != null && { n }),
});

function tickerOf(result: unknown): string | null {
  const ticker = fieldOf(result, 'T');
  return typeof ticker === 'string' && ticker.length <= 64 ? ticker : null;
}
