import { describe, expect, test } from 'vitest';
import { runCommand, temporaryFolder } from '../../testing/run-command.ts';

async function search(...args: readonly string[]) {
  const { code, out, err } = await runCommand([
    'tickers',
    'search',
    ...args,
    '--data-dir',
    await temporaryFolder(),
    '--json',
  ]);
  return { code, err, rows: () => JSON.parse(out) as Readonly<Record<string, string | null>>[] };
}

describe('tickers search', () => {
  test('finds what a symbol meant before, and since when it means what it does', async () => {
    const { code, err, rows } = await search('meta', '--source', 'replay');
    expect(code, err).toBe(0);
    expect(rows()).toEqual([
      expect.objectContaining({ ticker: 'FB', validTo: '2022-06-08', successor: 'META' }),
      expect.objectContaining({ ticker: 'META', validTo: '2022-01-30', successor: 'METV', kind: 'etf' }),
      expect.objectContaining({ ticker: 'META', validFrom: '2022-06-09', validTo: null }),
    ]);
  });

  test("asks the source, in one call, and shows the vendor's facts", async () => {
    const { code, err, rows } = await search('apple', '--source', 'simulated');
    expect(code, err).toBe(0);
    expect(rows()).toContainEqual(
      expect.objectContaining({
        ticker: 'AAPL',
        name: 'Apple Inc.',
        exchange: 'XNAS',
        kind: 'stocks CS',
        source: 'simulated',
      }),
    );
  });

  test('finds nothing for a name that nobody has', async () => {
    expect((await search('no such company', '--source', 'simulated')).rows()).toEqual([]);
  });
});
