import { ValidationError } from '../../errors/validation-error.ts';
import type { AnswerContext } from '../../request/answer-context.ts';
import { readEnvelope } from '../../request/read-envelope.ts';
import { toRequestId } from '../../request/request-id.ts';
import { barsAnswerFields } from '../../schema/bar-schemas.ts';
import { maybe, numberSchema, objectOf, textSchema, type Output } from '../../schema/schemas.ts';
import { lazySchema } from '../../schema/lazy-schema.ts';
import { isIndexTicker } from '../../tickers/is-index-ticker.ts';
import type { AggregateBar } from '../../bars/aggregate-bar.ts';
import type { AnswerWarnings } from './answer-warnings.ts';
import { readBars } from './read-bars.ts';

/** One checked response of the aggregates endpoint. */
export interface AggregatesAnswer<Bars = readonly AggregateBar[]> {
  /** As in the response; null when absent. */
  readonly ticker: string | null;
  /** In the order of the response. */
  readonly bars: Bars;
  readonly requestId: string | null;
  /** Whether the plan delays the data (`DELAYED`); delayed data is equally valid. */
  readonly isDelayed: boolean;
  readonly adjusted: boolean | null;
  /** Base bars that the server read for the response. */
  readonly queryCount: number | null;
  /** As sent, unchecked; null on the last page. */
  readonly nextUrl: string | null;
  readonly warnings: AnswerWarnings;
}

/** The origin of a recorded response. */
export interface RecordedContext {
  readonly httpStatus: number;
  /** For responses without a ticker: decides whether volume may be absent. */
  readonly ticker?: string;
  readonly requestIdHeader?: string | null;
}

/** An answer without its bars. */
export const envelopeSchema = lazySchema(() =>
  objectOf({
    ...barsAnswerFields(),
    ticker: maybe(textSchema()),
    queryCount: maybe(numberSchema()),
    next_url: maybe(textSchema()),
  }),
);

/** What an answer says of its bars. */
export type Envelope = Output<typeof envelopeSchema>;

/**
 * Reads the body of one response of the aggregates endpoint, live or recorded, with the same checks and errors as the client.
 *
 * @throws {PolygonHttpError} (a subclass) when the status, or the body of a 200, is a refusal.
 * @throws {ValidationError} when the body is not JSON, or not what the API documents.
 * @example
 * const { bars, nextUrl } = parseAggregatesAnswer(text, { httpStatus: 200, ticker: 'AAPL' });
 */
export function parseAggregatesAnswer(bodyText: string, context: RecordedContext): AggregatesAnswer {
  const { httpStatus, ticker, requestIdHeader = null } = context;
  return readAggregatesAnswer(bodyText, ticker ?? '', {
    httpStatus,
    path: null,
    attempt: 1,
    requestIdHeader,
    retryAfterMs: null,
    redact: (text) => text,
  });
}

/** `parseAggregatesAnswer` with the full context of a live call. */
export function readAggregatesAnswer(bodyText: string, ticker: string, context: AnswerContext): AggregatesAnswer {
  const envelope = readEnvelope(bodyText, envelopeSchema(), context);
  const { bars, issues, ...counted } = readBars(envelope.results ?? [], isIndexTicker(envelope.ticker ?? ticker));
  const answer = toAnswer(envelope, bars, counted, context);
  if (issues.length > 0) throw new ValidationError({ path: context.path, issues, requestId: answer.requestId });
  return answer;
}

/** An answer of its envelope and its bars. */
export function toAnswer<Bars extends { readonly length: number }>(
  envelope: Envelope,
  bars: Bars,
  counted: Pick<AnswerWarnings, 'incoherent' | 'unknownKeys'>,
  { requestIdHeader }: Pick<AnswerContext, 'requestIdHeader'>,
): AggregatesAnswer<Bars> {
  const { ticker, status, adjusted, queryCount, resultsCount, count } = envelope;
  const { length } = bars;
  return {
    ticker: ticker ?? null,
    bars,
    requestId: toRequestId(envelope.request_id, requestIdHeader),
    isDelayed: status === 'DELAYED',
    adjusted: adjusted ?? null,
    queryCount: queryCount ?? null,
    nextUrl: envelope.next_url || null,
    warnings: {
      ...counted,
      duplicates: 0,
      countMismatch: (resultsCount ?? length) !== length || (count ?? length) !== length ? 1 : 0,
      unknownStatus: ['OK', 'DELAYED'].includes(status ?? 'OK') ? 0 : 1,
    },
  };
}
