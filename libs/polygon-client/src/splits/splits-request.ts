import { InvalidRequestError } from '../errors/invalid-request-error.ts';
import { checkValue } from '../schema/check-value.ts';
import { dateSchema, maybe, objectOf, tickerSchema, valueOf } from '../schema/schemas.ts';
import { lazySchema } from '../schema/lazy-schema.ts';

/** Which splits to fetch. */
export interface SplitsRequest {
  /** First execution date, `YYYY-MM-DD`, included. */
  readonly from: string;
  /** Last execution date, included. By default announced future splits are included. */
  readonly to?: string;
  /** Default: the whole market, which needs no more calls: a page holds 5,000, some years of splits. */
  readonly tickers?: readonly string[];
  /** Called with each unreadable row of the requested tickers; the other rows are still returned. */
  readonly onSkippedRow?: (row: SkippedSplit) => void;
  /** Stops at once, even while waiting, and throws its reason. */
  readonly signal?: AbortSignal;
}

/** An unreadable row of the splits endpoint. */
export interface SkippedSplit {
  /** As in the row; null when absent. */
  readonly ticker: string | null;
  readonly executionDate: string | null;
  /** What is wrong, and where: `results[0].split_from: ...`. */
  readonly message: string;
}

const requestSchema = lazySchema(() =>
  objectOf({
    from: dateSchema(),
    to: maybe(dateSchema()),
    tickers: maybe(valueOf((value) => Array.isArray(value) && value.length > 0, 'must name a ticker, or be omitted')),
  }),
);

/** A request that can be sent. */
export type CheckedSplitsRequest = Pick<SplitsRequest, 'from' | 'to' | 'tickers'>;

/**
 * Checks a request before anything is sent.
 *
 * @throws {InvalidRequestError} naming each field that is wrong.
 * @example
 * checkSplitsRequest({ from: '2024-06-01', tickers: ['NVDA'] });
 */
export function checkSplitsRequest(request: SplitsRequest): CheckedSplitsRequest {
  const { from, to, tickers } = request;
  const issues = [
    ...(checkValue(requestSchema(), request).issues ?? []),
    ...(tickers ?? []).flatMap((ticker, index) => checkValue(tickerSchema(), ticker, ['tickers', index]).issues ?? []),
  ];
  if (issues.length === 0 && to !== undefined && from > to)
    issues.push({ path: 'from', message: `${from} is after \`to\`, ${to}: swap them` });
  if (issues.length > 0) throw new InvalidRequestError('The request for splits is refused', issues);
  return request;
}
