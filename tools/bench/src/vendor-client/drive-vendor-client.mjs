// Asks for the bars of a scenario with the vendor's client, in the folder where it is installed, and prints what came of it.
import { inspect } from 'node:util';
import { restClient } from '@massive.com/client-js';

const [, , url, key, abortAfterMs] = process.argv;
const request = { stocksTicker: 'AAPL', multiplier: 1, timespan: 'minute', from: '2026-05-20', to: '2026-05-20' };
const caller = new AbortController();
if (abortAfterMs !== '') setTimeout(() => caller.abort(new Error('the caller stops')), Number(abortAfterMs)).unref();
const options = { signal: caller.signal };
const rest = restClient(key, url, { pagination: true });
const print = (outcome) => process.stdout.write(JSON.stringify(outcome));
try {
  const answer = await rest.getStocksAggregates({ ...request, adjusted: false, sort: 'asc', limit: 50_000 }, options);
  const bars = answer?.results;
  const returned = typeof answer === 'string' ? 'a text' : 'an object without bars';
  print({ starts: Array.isArray(bars) ? bars.map(({ t }) => t) : null, returned, error: null });
} catch (error) {
  const hasKey = inspect(error, { depth: Infinity, showHidden: true }).includes(key);
  print({ starts: null, returned: null, error: { name: error.name, message: error.message, hasKey } });
}
