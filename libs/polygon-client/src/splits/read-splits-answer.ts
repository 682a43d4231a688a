import * as z from 'zod';
import { toBoundComplaint } from '../aggregates/range/range-bounds.ts';
import { type Issue, summariseIssues, toIssuePath } from '../errors/issue.ts';
import type { AnswerContext } from '../request/answer-context.ts';
import { readEnvelope } from '../request/read-envelope.ts';
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
  const envelope = readEnvelope(bodyText, envelopeSchema, context);
  const wanted = request.tickers === undefined ? null : new Set<unknown>(request.tickers);
  const splits: StockSplit[] = [];
  const skipped: SkippedSplit[] = [];
  for (const [index, result] of (envelope.results ?? []).entries()) {
    // A row without a ticker may belong to any ticker.
    if (wanted !== null && tickerOf(result) !== undefined && !wanted.has(tickerOf(result))) continue;
    const { data, error } = rowSchema.safeParse(result);
    if (data === undefined)
      skipped.push(
        toSkipped(
          result,
          error.issues.map(({ path, message }) => ({ path: toIssuePath(['results', index, ...path]), message })),
        ),
      );
    else if (data.execution_date >= request.from && (request.to === undefined || data.execution_date <= request.to))
      splits.push(toSplit(data));
  }
  return { splits, skipped, nextUrl: envelope.next_url || null };
}

const keySchema = z.looseObject({ ticker: z.string().max(64).catch(''), execution_date: z.string().max(32).catch('') });

function toSkipped(result: unknown, issues: readonly Issue[]): SkippedSplit {
  const { ticker = '', execution_date: executionDate = '' } = keySchema.safeParse(result).data ?? {};
  return { ticker: ticker || null, executionDate: executionDate || null, message: summariseIssues(issues) };
}

/** Undefined for anything but a row with a ticker; the schema then reports it. */
function tickerOf(result: unknown): unknown {
  return typeof result === 'object' && result !== null && 'ticker' in result ? result.ticker : undefined;
}

const toSplit = (row: z.infer<typeof rowSchema>): StockSplit => ({
  ticker: row.ticker,
  executionDate: row.execution_date,
  splitFrom: row.split_from,
  splitTo: row.split_to,
  id: row.id ?? null,
});
