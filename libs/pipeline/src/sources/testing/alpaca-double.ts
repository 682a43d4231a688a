import type { PlantedBars } from '../../testing/source-contract.ts';

/** The keys that the stand-in knows. */
export const alpacaKeys = { keyId: 'key-id', secretKey: 'secret-key' } as const;

const parameters = [
  'symbols',
  'timeframe',
  'start',
  'end',
  'limit',
  'adjustment',
  'asof',
  'feed',
  'sort',
  'page_token',
];
const instant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/;

/**
 * A stand-in for Alpaca's `GET /v2/stocks/bars`, from its public documentation: it refuses whatever the documentation does not have, and
 * gives at most `pageBars` bars a page.
 *
 * @example
 * const source = createAlpacaSource({ fetch: alpacaDouble(planted), ...alpacaKeys, ... });
 */
export function alpacaDouble(planted: PlantedBars, pageBars = 3): typeof fetch {
  return async (input, init) => {
    const request = new Request(input, init);
    request.signal.throwIfAborted();
    const url = new URL(request.url);
    const asked = url.searchParams;
    const refuse = (status: number, message: string) => Response.json({ message }, { status });
    if (request.headers.get('APCA-API-KEY-ID') !== alpacaKeys.keyId) return refuse(403, 'forbidden.');
    if (request.headers.get('APCA-API-SECRET-KEY') !== alpacaKeys.secretKey) return refuse(403, 'forbidden.');
    if (request.method !== 'GET' || url.pathname !== '/v2/stocks/bars') return refuse(404, 'endpoint not found.');
    const unknown = [...asked.keys()].find((name) => !parameters.includes(name));
    if (unknown !== undefined) return refuse(400, `unexpected query parameter(s): ${unknown}`);
    const [symbol = '', start = '', end = ''] = ['symbols', 'start', 'end'].map((name) => asked.get(name) ?? '');
    if (symbol === '' || !/^\d+(Min|Hour)$/.test(asked.get('timeframe') ?? '')) return refuse(400, 'invalid timeframe');
    if (!instant.test(start) || !instant.test(end)) return refuse(400, 'invalid start or end');
    if (!(Number(asked.get('limit')) >= 1 && Number(asked.get('limit')) <= 10_000)) return refuse(400, 'invalid limit');
    if (asked.get('adjustment') !== 'raw') return refuse(400, 'invalid adjustment');
    const skip = Number(asked.get('page_token') ?? 0);
    const held = (planted[symbol] ?? []).filter(({ t }) => t >= Date.parse(start) && t <= Date.parse(end));
    const page = held.slice(skip, skip + pageBars);
    const next = skip + pageBars < held.length ? String(skip + pageBars) : null;
    const bars = page.map(({ t, ...values }) => ({ t: new Date(t).toISOString().replace('.000Z', 'Z'), ...values }));
    return Response.json(
      { bars: page.length === 0 ? {} : { [symbol]: bars }, next_page_token: next },
      { headers: { 'X-Request-ID': `request-${skip}` } },
    );
  };
}
