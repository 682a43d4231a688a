import * as z from 'zod';
import { InvalidRequestError } from '../errors/invalid-request-error.ts';
import type { RequestCore } from '../request/create-request-core.ts';
import { readEnvelope } from '../request/read-envelope.ts';
import type { TickerEvents, TickerReference, TickerSearch } from './ticker-reference.ts';

const text = z.string().nullish();
const rowSchema = z.object({
  ticker: z.string().min(1),
  name: text,
  market: text,
  type: text,
  primary_exchange: text,
  composite_figi: text,
  active: z.boolean().nullish(),
  list_date: text,
  delisted_utc: text,
});

const envelope = <T extends z.ZodType>(results: T) => z.object({ status: text, results });

const eventsSchema = z.object({
  name: text,
  composite_figi: text,
  events: z
    .array(
      z.object({ type: z.string(), date: z.iso.date(), ticker_change: z.object({ ticker: z.string() }).nullish() }),
    )
    .nullish(),
});

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
    (body, context) => toReference(readEnvelope(body, envelope(rowSchema), context).results),
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
      const { name, composite_figi: figi, events } = readEnvelope(body, envelope(eventsSchema), context).results;
      const changes = (events ?? []).flatMap(({ type, date, ticker_change: change }) =>
        type === 'ticker_change' && change != null ? [{ date, ticker: change.ticker }] : [],
      );
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
    (body, context) =>
      (readEnvelope(body, envelope(z.array(rowSchema).nullish()), context).results ?? []).map(toReference),
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
  const refusalOrList = z.union([
    z.array(z.unknown()).transform((list) => ({ status: null, list })),
    z.object({ status: text }).transform(({ status }) => ({ status, list: [] as unknown[] })),
  ]);
  return core.get(
    '/v1/marketstatus/upcoming',
    (body, context) => readEnvelope<z.output<typeof refusalOrList>>(body, refusalOrList, context).list,
    signal,
  );
}

function partOf(ticker: string): string {
  if (/^(?!\.+$)[\x21-\x7e]{1,64}$/.test(ticker)) return encodeURIComponent(ticker);
  throw new InvalidRequestError('The request for a ticker is refused', [
    { path: 'ticker', message: 'must be 1 to 64 visible ASCII characters, and not only dots' },
  ]);
}

function toReference(row: z.output<typeof rowSchema>): TickerReference {
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
