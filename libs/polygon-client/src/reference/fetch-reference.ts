import { readRows } from '../endpoints/read-rows.ts';
import { InvalidRequestError } from '../errors/invalid-request-error.ts';
import { ValidationError } from '../errors/validation-error.ts';
import type { AnswerContext } from '../request/answer-context.ts';
import type { RequestCore } from '../request/create-request-core.ts';
import { readEnvelope } from '../request/read-envelope.ts';
import { checkGiven } from '../schema/check-given.ts';
import { checkValue } from '../schema/check-value.ts';
import { lazySchema } from '../schema/lazy-schema.ts';
import {
  booleanSchema,
  dateSchema,
  listSchema,
  maybe,
  maybeObject,
  objectOf,
  type Output,
  type Schema,
  textSchema,
  tickerSchema,
} from '../schema/schemas.ts';
import type { TickerEvents, TickerReference, TickerSearch } from './ticker-reference.ts';

const rowSchema = lazySchema(() =>
  objectOf({
    ticker: textSchema(1),
    name: maybe(textSchema()),
    market: maybe(textSchema()),
    type: maybe(textSchema()),
    primary_exchange: maybe(textSchema()),
    composite_figi: maybe(textSchema()),
    active: maybe(booleanSchema()),
    list_date: maybe(textSchema()),
    delisted_utc: maybe(textSchema()),
  }),
);

const eventsSchema = lazySchema(() =>
  objectOf({ name: maybe(textSchema()), composite_figi: maybe(textSchema()), events: maybe(listSchema()) }),
);
const eventSchema = lazySchema(() =>
  objectOf({ type: textSchema(), date: dateSchema(), ticker_change: maybeObject({ ticker: textSchema() }) }),
);

/** The one row of an answer. */
function readOne<T>(body: string, schema: Schema<T>, context: AnswerContext): T {
  const { rows, requestId } = readRows(body, 'results', schema, context);
  const [row] = rows;
  if (row !== undefined) return row;
  throw new ValidationError({ path: context.path, issues: [{ path: 'results', message: 'is missing' }], requestId });
}

/**
 * Fetches what the vendor says of one ticker; one call.
 *
 * @throws {NotFoundError} when it is unknown, and the other errors of a call.
 * @example
 * const { delistedOn } = await fetchTickerDetails(core, 'TWTR', { signal });
 */
export async function fetchTickerDetails(
  core: RequestCore,
  ticker: string,
  { date, signal }: { readonly date?: string; readonly signal?: AbortSignal },
): Promise<TickerReference> {
  const query = date === undefined ? '' : `?${new URLSearchParams({ date })}`;
  return core.get(
    `/v3/reference/tickers/${partOf(ticker)}${query}`,
    (body, context) => toReference(readOne(body.text(), rowSchema(), context)),
    signal,
  );
}

/**
 * Fetches the tickers that the company behind a ticker had; one call.
 *
 * @throws {NotFoundError} when the vendor has no events of it, and the other errors of a call.
 * @example
 * (await fetchTickerEvents(core, 'META', { signal })).changes; // [{ date: '2022-06-09', ticker: 'META' }, { date: '2012-05-18', ticker: 'FB' }]
 */
export async function fetchTickerEvents(
  core: RequestCore,
  ticker: string,
  { signal }: { readonly signal?: AbortSignal },
): Promise<TickerEvents> {
  return core.get(
    `/vX/reference/tickers/${partOf(ticker)}/events`,
    (body, context) => {
      const { name, composite_figi: figi, events } = readOne(body.text(), eventsSchema(), context);
      const changes = (events ?? []).flatMap((event, index) => {
        const { data, issues } = checkValue(eventSchema(), event, ['results', 'events', index]);
        if (issues !== null) throw new ValidationError({ path: context.path, issues, requestId: null });
        const { type, date, ticker_change: change } = data;
        return type === 'ticker_change' && change != null ? [{ date, ticker: change.ticker }] : [];
      });
      return {
        name: name ?? null,
        figi: figi ?? null,
        changes: changes.sort((a, b) => (a.date < b.date ? 1 : a.date > b.date ? -1 : 0)),
      };
    },
    signal,
  );
}

/**
 * Finds tickers by a part of their name, or by the whole ticker; one call.
 *
 * @throws {InvalidRequestError} for an empty text or a limit outside 1 to 1,000, and the errors of a call.
 * @example
 * const found = await searchTickers(core, { search: 'meta platforms' });
 */
export async function searchTickers(
  core: RequestCore,
  { search, ticker, isActive = true, limit = 20, signal }: TickerSearch,
): Promise<TickerReference[]> {
  const issues = [
    ...((search ?? ticker ?? '').trim() === '' ? [{ path: 'search', message: 'must not be empty' }] : []),
    ...(Number.isInteger(limit) && limit >= 1 && limit <= 1_000
      ? []
      : [{ path: 'limit', message: 'must be a whole number from 1 to 1,000' }]),
  ];
  if (issues.length > 0) throw new InvalidRequestError('The search for tickers is refused', issues);
  const query = new URLSearchParams({
    ...(search !== undefined && { search }),
    ...(ticker !== undefined && { ticker }),
    active: String(isActive),
    limit: String(limit),
  });
  return core.get(
    `/v3/reference/tickers?${query}`,
    (body, context) => readRows(body.text(), 'results', rowSchema(), context).rows.map(toReference),
    signal,
  );
}

/**
 * Fetches the vendor's list of the exchanges' coming holidays, as sent; one call.
 *
 * @throws the errors of a call.
 * @example
 * const warnings = compareWithVendorUpcoming(calendar, await fetchUpcomingHolidays(core, {}), '2026-05-29');
 */
export async function fetchUpcomingHolidays(
  core: RequestCore,
  { signal }: { readonly signal?: AbortSignal },
): Promise<readonly unknown[]> {
  return core.get(
    '/v1/marketstatus/upcoming',
    (body, context) => readEnvelope(body.text(), listSchema(), context),
    signal,
  );
}

function partOf(ticker: string): string {
  checkGiven('The request for a ticker is refused', tickerSchema(), ticker, ['ticker']);
  return encodeURIComponent(ticker);
}

function toReference(row: Output<typeof rowSchema>): TickerReference {
  return {
    ticker: row.ticker,
    name: row.name ?? '',
    market: row.market ?? null,
    type: row.type ?? null,
    exchange: row.primary_exchange ?? null,
    figi: row.composite_figi ?? null,
    isActive: row.active ?? true,
    listedOn: row.list_date?.slice(0, 10) ?? null,
    delistedOn: row.delisted_utc?.slice(0, 10) ?? null,
  };
}
