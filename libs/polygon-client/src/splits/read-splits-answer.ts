import * as z from 'zod';
import { toBoundComplaint } from '../aggregates/range-bounds.ts';
import { type Issue, maxIssues, toIssuePath } from '../errors/issue.ts';
import { ValidationError } from '../errors/validation-error.ts';
import type { AnswerContext } from '../request/answer-context.ts';
import { readEnvelope } from '../request/read-envelope.ts';
import { toRequestId } from '../request/request-id.ts';
import type { CheckedSplitsRequest } from './splits-request.ts';
import type { StockSplit } from './stock-split.ts';

/** One answer of the splits endpoint: the splits that were asked for, and the link to the next page. */
export interface SplitsAnswer {
  readonly splits: readonly StockSplit[];
  /** As sent, unchecked; null on the last page. */
  readonly nextUrl: string | null;
}

const envelopeSchema = z.object({
  status: z.string().nullish(),
  request_id: z.unknown().optional(),
  next_url: z.string().nullish(),
  results: z.array(z.unknown()).nullish(),
});

const shares = z.number().positive();
const rowSchema = z.object({
  id: z.string().nullish(),
  ticker: z.string().min(1),
  execution_date: z.string().refine((text) => toBoundComplaint(text) === null, 'must be a date, YYYY-MM-DD'),
  split_from: shares,
  split_to: shares,
});

/**
 * Reads one answer of the splits endpoint. Rows of other tickers are not looked at: what is wrong with one of them among thousands
 * is nobody's concern.
 *
 * @throws {PolygonHttpError} (a subclass) when the answer is a refusal.
 * @throws {ValidationError} when it is no JSON, or not what the API documents.
 * @example
 * const { splits, nextUrl } = readSplitsAnswer(body, { from: '2024-06-01' }, context);
 */
export function readSplitsAnswer(bodyText: string, asked: CheckedSplitsRequest, context: AnswerContext): SplitsAnswer {
  const envelope = readEnvelope(bodyText, envelopeSchema, context);
  const wanted = asked.tickers === undefined ? null : new Set<unknown>(asked.tickers);
  const splits: StockSplit[] = [];
  const issues: Issue[] = [];
  for (const [index, result] of (envelope.results ?? []).entries()) {
    if (wanted !== null && !wanted.has(tickerOf(result))) continue;
    const { data, error } = rowSchema.safeParse(result);
    if (data === undefined) issues.push(...error.issues.map(({ path, message }) => ({ path: toIssuePath(['results', index, ...path]), message })));
    else if (data.execution_date >= asked.from && (asked.to === undefined || data.execution_date <= asked.to)) splits.push(toSplit(data));
    if (issues.length >= maxIssues) break;
  }
  if (issues.length > 0) throw new ValidationError({ path: context.path, issues, requestId: toRequestId(envelope.request_id, context.requestIdHeader) });
  return { splits, nextUrl: envelope.next_url || null };
}

/** Undefined for what is no row with a ticker, which the schema then explains when all tickers are asked for. */
function tickerOf(result: unknown): unknown {
  return typeof result === 'object' && result !== null && 'ticker' in result ? result.ticker : undefined;
}

const toSplit = (row: z.infer<typeof rowSchema>): StockSplit =>
  ({ ticker: row.ticker, executionDate: row.execution_date, splitFrom: row.split_from, splitTo: row.split_to, id: row.id ?? null });
