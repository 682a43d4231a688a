import { describe, expect, it } from 'vitest';
import { createSimulatedMarket } from '../create-simulated-market.ts';
import { askBars } from '../testing/ask-market.ts';

const FROM_MS = Date.parse('2026-05-20T15:07Z');
const TO_MS = Date.parse('2026-05-20T15:12Z');

describe('a halt', () => {
  const plain = createSimulatedMarket({ halts: [] });
  const halted = createSimulatedMarket({ halts: [{ ticker: 'TSLA', fromMs: FROM_MS, toMs: TO_MS }] });

  it('leaves out exactly its minutes, and changes no other', async () => {
    const range = 'TSLA/range/1/minute/2026-05-20/2026-05-20';
    const expected = (await askBars(plain, range)).filter(({ t }) => t < FROM_MS || t >= TO_MS);
    expect(await askBars(halted, range)).toEqual(expected);
  });

  it('is not in the bars of other tickers', async () => {
    const range = 'AAPL/range/1/minute/2026-05-20/2026-05-20';
    expect(await askBars(halted, range)).toEqual(await askBars(plain, range));
  });

  it('keeps the day bar of regular minutes only', async () => {
    const [day] = await askBars(halted, 'TSLA/range/1/day/2026-05-20/2026-05-20');
    const [whole] = await askBars(plain, 'TSLA/range/1/day/2026-05-20/2026-05-20');
    expect({ o: day?.o, c: day?.c }).toEqual({ o: whole?.o, c: whole?.c });
    expect(day?.v).toBeLessThan(whole?.v ?? 0);
  });
});

describe('the halts of March 2020', () => {
  it.each(['2020-03-09', '2020-03-12', '2020-03-16', '2020-03-18'])(
    'stop every stock for 15 minutes on %s',
    async (date) => {
      const market = createSimulatedMarket();
      const openMs = Date.parse(`${date}T13:30Z`);
      const span = `${openMs}/${openMs + 390 * 60_000 - 1}`;
      expect(await askBars(market, `AAPL/range/1/minute/${span}`)).toHaveLength(375);
      expect(await askBars(market, `I:NDX/range/1/minute/${span}`)).toHaveLength(390);
    },
  );
});
