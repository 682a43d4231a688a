import type { Tables } from '@tickerlake/record-schema';
import type { Evidence } from '../read-evidence.ts';

const openMs = Date.parse('2026-05-01T13:30:00Z');

/**
 * The evidence of a session with three minutes in its first hour and one in its second, as engines give it.
 *
 * @example
 * makeEvidence().hours.length; // 2
 */
export function makeEvidence(): Evidence {
  const bars = [0, 1, 2, 65].map((minute) => makeBar(minute, 100 + minute));
  return {
    ticker: 'AAPL',
    tradingDate: '2026-05-01',
    hours: [makeHour(0, bars.slice(0, 3)), makeHour(60, bars.slice(3))],
    day: null,
    bars: bars.map((row, index) => ({
      row,
      raw: {
        path: 'landing/a.ndjson.gz',
        line: index + 1,
        text: `line ${index + 1}`,
        row: {
          ...row,
          bar_start_ms: row.bar_start.getTime(),
          bar_ms: Number(row.bar_ms),
          trades: 3,
          fetched_at_ms: row.fetched_at.getTime(),
          vendor_ticker: null,
        },
      },
    })),
    session: null,
    comparisons: [],
    differences: [],
    release: {
      id: 3,
      publishedAt: '2026-05-01T22:00:00.000Z',
      runId: 'r1',
      source: 'replay',
      builds: () => ['a.parquet'],
    },
    runs: [],
    rules: [
      {
        run_id: 'r1',
        dataset: 'hourly_volatility',
        rule: 'RowCount > 0',
        severity: 'error',
        status: 'pass',
        message: '',
      },
      { run_id: 'r1', dataset: 'bars', rule: 'RowCount > 9', severity: 'warn', status: 'warn', message: 'It is 4.' },
    ],
    corrections: [],
    splits: [],
    notes: [],
  };
}

function makeBar(minute: number, price: number): Tables['bars'] {
  return {
    ticker: 'AAPL',
    trading_date: '2026-05-01',
    session: 'regular',
    bar_start: new Date(openMs + minute * 60_000),
    bar_ms: 60_000n,
    open: price,
    high: price + 1,
    low: price - 1,
    close: price,
    volume: 10,
    vwap: price,
    trades: 3n,
    adjusted: false,
    run_id: 'r1',
    request_id: 'q1',
    fetched_at: new Date('2026-05-01T21:00:00Z'),
  };
}

function makeHour(minute: number, bars: readonly Tables['bars'][]): Tables['hourly_volatility'] {
  const [high, low] = [Math.max(...bars.map((bar) => bar.high)), Math.min(...bars.map((bar) => bar.low))];
  return {
    ...makeBar(minute, 100),
    bar_start: new Date(openMs + minute * 60_000),
    high,
    low,
    hourly_var: high - low,
    range_pct: null,
    log_range: null,
    pk: null,
    gk: null,
    rs: null,
    realized_var: null,
    bipower_var: null,
    minutes: BigInt(bars.length),
    bar_count: BigInt(bars.length),
    is_complete: false,
    grid: 'session',
  };
}
