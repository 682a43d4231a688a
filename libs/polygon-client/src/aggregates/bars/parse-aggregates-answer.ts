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
export interface AggregatesAnswer {
  /** As in the response; null when absent. */
  readonly ticker: string | null;
  /** In the order of the response. */
  readonly bars: readonly AggregateBar[];
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

const envelopeSchema = lazySchema(() =>
  objectOf({
    ...barsAnswerFields(),
    ticker: maybe(textSchema()),
    queryCount: maybe(numberSchema()),
    next_url: maybe(textSchema()),
  }),
);

type Envelope = Output<typeof envelopeSchema>;

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
  const requestId = toRequestId(envelope.request_id, context.requestIdHeader);
  const results = envelope.results ?? [];
  const { bars, issues, ...counted } = readBars(results, isIndexTicker(envelope.ticker ?? ticker));
  if (issues.length > 0) throw new ValidationError({ path: context.path, issues, requestId });
  return {
    ticker: envelope.ticker ?? null,
    bars,
    requestId,
    isDelayed: envelope.status === 'DELAYED',
    adjusted: envelope.adjusted ?? null,
    queryCount: envelope.queryCount ?? null,
    nextUrl: envelope.next_url || null,
    warnings: {
      ...counted,
      duplicates: 0,
      countMismatch: hasOtherCount(envelope, bars.length) ? 1 : 0,
      unknownStatus: isOddStatus(envelope) ? 1 : 0,
    },
  };
}

function hasOtherCount({ resultsCount, count }: Envelope, length: number): boolean {
  return (resultsCount ?? length) !== length || (count ?? length) !== length;
}

function isOddStatus({ status }: Envelope): boolean {
  return status !== 'OK' && status !== 'DELAYED' && status != null;
}
