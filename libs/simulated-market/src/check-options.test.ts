import { describe, expect, it } from 'vitest';
import { SimulatedMarketOptionsError } from './check-options.ts';
import { createSimulatedMarket } from './create-simulated-market.ts';
import { type SimulatedMarketOptions } from './simulated-market-options.ts';

const SPLIT = { ticker: 'AAPL', executionDate: '2026-05-18', splitFrom: 1, splitTo: 2 };

describe('options', () => {
  it.each<{ option: string; options: SimulatedMarketOptions }>([
    { option: 'callsPerMinute', options: { callsPerMinute: 0 } },
    { option: 'plan.historyYears', options: { plan: { historyYears: -1 } } },
    { option: 'corrections.share', options: { corrections: { share: 2 } } },
    { option: 'corrections.settleMs', options: { corrections: { settleMs: -1 } } },
    { option: 'splits.0.splitTo', options: { splits: [{ ...SPLIT, splitTo: 0.5 }] } },
    { option: 'splits.1.executionDate', options: { splits: [SPLIT, { ...SPLIT, executionDate: '2026-02-30' }] } },
    { option: 'halts.0', options: { halts: [{ ticker: null, fromMs: 2, toMs: 1 }] } },
    { option: 'missing.0', options: { missing: [{ ticker: 'AAPL', fromMs: 2, toMs: 1 }] } },
    { option: 'events.0.date', options: { events: [{ kind: 'listing', ticker: 'AAPL', date: '2026-05-32' }] } },
    {
      option: 'events.0',
      options: { events: [{ kind: 'reuse', ticker: 'AAPL', date: '2026-05-20', formerTo: '2026-05-21' }] },
    },
    {
      option: 'events',
      options: {
        events: [
          { kind: 'listing', ticker: 'AAPL', date: '2026-05-20' },
          { kind: 'delisting', ticker: 'AAPL', date: '2026-05-19' },
        ],
      },
    },
  ])('$option is refused by name', ({ option, options }) => {
    expect(() => createSimulatedMarket(options)).toThrow(SimulatedMarketOptionsError);
    expect(() => createSimulatedMarket(options)).toThrow(`The option ${option} is invalid`);
  });

  it.each<{ name: string; options: SimulatedMarketOptions }>([
    { name: 'nothing', options: {} },
    { name: 'no limit', options: { callsPerMinute: null } },
    { name: 'no splits and halts', options: { splits: [], halts: [] } },
  ])('$name is fine', ({ options }) => {
    expect(createSimulatedMarket(options).tickers.length).toBeGreaterThan(500);
  });
});
