import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** A bar as the vendor sends it. */
export interface RecordedBar {
  readonly t: number;
  readonly o: number;
  readonly h: number;
  readonly l: number;
  readonly c: number;
  readonly v: number;
  readonly vw: number;
  readonly n: number;
}

/**
 * Minute bars of one regular session of the summer half of a year, 390 of them, in cents that differ from minute to minute.
 *
 * @example
 * minutesOf('2026-05-01', 100).length; // 390
 */
export function minutesOf(date: string, price: number): RecordedBar[] {
  const opensAt = Date.parse(`${date}T13:30:00Z`);
  return Array.from({ length: 390 }, (_, minute) => {
    const open = price + ((minute * 7) % 31) / 100;
    const close = price + ((minute * 11) % 29) / 100;
    const [high, low] = [Math.max(open, close) + (minute % 5) / 100, Math.min(open, close) - (minute % 3) / 100];
    return {
      t: opensAt + minute * 60_000,
      o: open,
      h: high,
      l: low,
      c: close,
      v: 100 + minute,
      vw: (open + close) / 2,
      n: 3 + (minute % 9),
    };
  });
}

/**
 * Writes a folder of recorded answers, one per ticker.
 *
 * @example
 * await writeRecorded(folder, { AAPL: minutesOf('2026-05-01', 100) });
 */
export async function writeRecorded(
  folder: string,
  barsByTicker: Readonly<Record<string, readonly RecordedBar[]>>,
): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const [ticker, results] of Object.entries(barsByTicker)) {
    const answer = {
      ticker,
      queryCount: results.length,
      resultsCount: results.length,
      adjusted: false,
      results,
      status: 'OK',
      request_id: `r-${ticker}`,
      count: results.length,
    };
    await writeFile(join(folder, `${ticker}.json`), JSON.stringify(answer));
  }
}
