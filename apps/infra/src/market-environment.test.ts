import { pickMarketSettings } from '@tickerlake/pipeline';
import { expect, test } from 'vitest';
import { marketEnvironment } from './market-environment.ts';

test.each([
  { name: 'nothing', config: {}, isSent: false },
  { name: 'a closure', config: { calendar: { closures: [{ date: '2026-05-20', reason: 'mourning' }] } }, isSent: true },
  { name: 'an instrument', config: { instruments: [{ ticker: 'META', validFrom: '2022-06-09' }] }, isSent: true },
  { name: 'renames', config: { followRenames: true }, isSent: true },
  { name: 'a universe', config: { universe: ['AAPL', { ticker: 'INTC', to: '2024-11-07' }] }, isSent: true },
  { name: 'holding back', config: { onIncomplete: 'hold-back' }, isSent: true },
])('with $name configured, the functions get it: $isSent', ({ config, isSent }) => {
  const { MARKET_SETTINGS: text } = marketEnvironment(pickMarketSettings(config));
  expect(text === undefined ? false : JSON.parse(text)).toEqual(isSent && expect.objectContaining(config));
});
