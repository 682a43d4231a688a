import { expect, it } from 'vitest';
import { createSimulatedMarket } from '../create-simulated-market.ts';
import { scriptMarket } from './script-market.ts';

const tickers = Array.from({ length: 500 }, (_, index) => `SIM${String(index + 1).padStart(3, '0')}`);
const span = { from: '2024-05-30', to: '2026-05-29' };

it('a seed draws the same script each time, another seed another one, and a market takes it', () => {
  const script = scriptMarket('a', tickers, span);
  expect(scriptMarket('a', tickers, span)).toEqual(script);
  expect(scriptMarket('b', tickers, span)).not.toEqual(script);
  expect(new Set(script.events.map(({ kind }) => kind))).toEqual(
    new Set(['listing', 'rename', 'reuse', 'merger', 'delisting', 'spin-off', 'liquidity']),
  );
  expect(script.halts.length).toBeGreaterThan(10);
  expect(script.missing.some(({ sinceMs }) => sinceMs !== undefined)).toBe(true);
  expect(createSimulatedMarket({ ...script }).tickers.length).toBeGreaterThan(500);
});
