// Fetches the minutes of a range with the vendor's client, in the folder where it is installed, and prints what it took.
import { restClient } from '@massive.com/client-js';

const [, , url, rangeText] = process.argv;
const { tickers, from, to } = JSON.parse(rangeText);
const rest = restClient('simulated', url, { pagination: true });
const [startedMs, startedCpu] = [performance.now(), process.cpuUsage()];
let rows = 0;
for (const stocksTicker of tickers) {
  const request = {
    stocksTicker,
    multiplier: 1,
    timespan: 'minute',
    from,
    to,
    adjusted: false,
    sort: 'asc',
    limit: 50_000,
  };
  rows += (await rest.getStocksAggregates(request)).results.length;
}
const { user, system } = process.cpuUsage(startedCpu);
const ms = performance.now() - startedMs;
process.stdout.write(
  JSON.stringify({ rows, ms, cpuMs: (user + system) / 1_000, peakRssMiB: process.resourceUsage().maxRSS / 1024 }),
);
