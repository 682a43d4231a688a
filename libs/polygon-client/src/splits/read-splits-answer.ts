import { type Issue, summariseIssues } from '../errors/issue.ts';
import type { AnswerContext } from '../request/answer-context.ts';
import { readEnvelope } from '../request/read-envelope.ts';
import { checkValue } from '../schema/check-value.ts';
import {
  anything,
  dateSchema,
  listSchema,
  maybe,
  objectOf,
  positiveSchema,
  textSchema,
  type Output,
} from '../schema/schemas.ts';
import { fieldOf } from '../schema/field-of.ts';
import { lazySchema } from '../schema/lazy-schema.ts';
import type { CheckedSplitsRequest, SkippedSplit } from './splits-request.ts';
import type { StockSplit } from './stock-split.ts';

/** One response of the splits endpoint: the requested splits, and the link to the next page. */
export interface SplitsAnswer {
  readonly splits: readonly StockSplit[];
  /** Unreadable rows. */
  readonly skipped: readonly SkippedSplit[];
  /** As sent, unchecked; null on the last page. */
  readonly nextUrl: string | null;
}

const envelopeSchema = lazySchema(() =>
  objectOf({
    status: maybe(textSchema()),
    request_id: anything(),
    next_url: maybe(textSchema()),
    results: maybe(listSchema()),
  }),
);

const rowSchema = lazySchema(() =>
  objectOf({
    id: maybe(textSchema()),
    ticker: textSchema(1),
    execution_date: dateSchema(),
    split_from: positiveSchema(),
    split_to: positiveSchema(),
  }),
);

/**
 * Reads one response of the splits endpoint. Rows of other tickers are ignored. An unreadable row is listed in `skipped` and does not
 * affect other rows.
 *
 * @throws {PolygonHttpError} (a subclass) when the response is a refusal.
 * @throws {ValidationError} when it is not JSON, or not a list of rows.
 * @example
 * const { splits, nextUrl } = readSplitsAnswer(body, { from: '2024-06-01' }, context);
 */
export function readSplitsAnswer(
  bodyText: string,
  request: CheckedSplitsRequest,
  context: AnswerContext,
): SplitsAnswer {
  const envelope = readEnvelope(bodyText, envelopeSchema(), context);
  const wanted = request.tickers === undefined ? null : new Set<unknown>(request.tickers);
  const splits: StockSplit[] = [];
  const skipped: SkippedSplit[] = [];
  for (const [index, result] of (envelope.results ?? []).entries()) {
    // A row without a ticker may belong to any ticker.
    const ticker = fieldOf(result, 'ticker');
    if (wanted !== null && ticker !== undefined && !wanted.has(ticker)) continue;
    const { data, issues } = checkValue(rowSchema(), result, ['results', index]);
    if (issues !== null) skipped.push(toSkipped(result, issues));
    else if (data.execution_date >= request.from && (request.to === undefined || data.execution_date <= request.to))
      splits.push(toSplit(data));
  }
  return { splits, skipped, nextUrl: envelope.next_url || null };
}

function toSkipped(result: unknown, issues: readonly Issue[]): SkippedSplit {
  return {
    ticker: shortText(fieldOf(result, 'ticker')),
    executionDate: shortText(fieldOf(result, 'execution_date')),
    message: summariseIssues(issues),
  };
}

const shortText = (value: unknown): string | null =>
  typeof value === 'string' && value.length <= 64 && value !== '' ? value : null;

const toSplit = (row: Output<typeof rowSchema>): StockSplit => ({
  ticker: row.ticker,
  executionDate: row.execution_date,
  splitFrom: row.split_from,
  splitTo: row.split_to,
  id: row.id ?? null,
});
