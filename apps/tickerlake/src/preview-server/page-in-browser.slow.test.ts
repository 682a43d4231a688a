/// <reference lib="dom" />
import { readFile } from 'node:fs/promises';
import { tickerPalette } from '@tickerlake/dashboards';
import type { Page } from 'playwright-core';
import { describe, expect, it, test } from 'vitest';
import { browserNotice, isBrowserMissing, useBrowserOfPage } from '../testing/browser-of-page.ts';
import { drawn } from '../testing/open-in-browser.ts';
import { runCommand } from '../testing/run-command.ts';

const { served, open } = useBrowserOfPage();

const legend = (page: Page) => page.locator('[data-panel="1"] .u-legend .u-series .u-label').allTextContents();

/** The colours of the chart's pixels that are neither background nor grey, each with its count. */
const colours = (page: Page) =>
  page.evaluate(() => {
    const canvas = document.querySelector<HTMLCanvasElement>('[data-panel="1"] canvas');
    const pixels =
      canvas?.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data ?? new Uint8ClampedArray();
    const counts: Record<string, number> = {};
    for (let at = 0; at < pixels.length; at += 4) {
      const [red = 0, green = 0, blue = 0, alpha = 0] = pixels.slice(at, at + 4);
      if (alpha === 255 && Math.max(red, green, blue) - Math.min(red, green, blue) > 40)
        counts[`${red},${green},${blue}`] = (counts[`${red},${green},${blue}`] ?? 0) + 1;
    }
    return counts;
  });

const query = async (sql: string): Promise<Record<string, unknown>[]> =>
  JSON.parse((await runCommand(['query', sql, '--data-dir', served().dataDir, '--json'])).out);

describe.skipIf(isBrowserMissing)(`the page in a browser${browserNotice}`, () => {
  it('draws one line per ticker, each in a separate colour', async () => {
    const page = await open();
    expect(await legend(page)).toEqual(['AAPL', 'AMZN', 'GOOGL', 'META', 'MSFT', 'NVDA', 'TSLA']);
    const counts = await colours(page);
    for (const hex of tickerPalette.slice(0, 7)) {
      const colour = [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16)).join(',');
      expect(counts[colour] ?? 0, colour).toBeGreaterThan(20);
    }
  });

  it('shows the numbers that the tables hold', async () => {
    const page = await open();
    const first = page.locator('.tickers tbody tr').first();
    const ticker = await first.locator('th').textContent();
    const cells = await first.locator('td').allTextContents();
    const [row] = await query(
      `select range_pct from hourly_volatility where ticker = '${ticker}' and session = 'regular' order by bar_start desc limit 1`,
    );
    expect(cells[0]).toBe(`${Number(row?.['range_pct']).toFixed(2)} %`);
    expect(await page.locator('#summary').textContent()).toMatch(
      /Simulated market: not real prices\. Release \d+ .* quality rules passed/,
    );
  });

  it('begins with what is unusual: a sentence, ticker by hour, and a table that sorts', async () => {
    const page = await open();
    // Three sessions are too few to compare with, as the page reports.
    expect(await page.locator('.lead').textContent()).toContain('an hour needs 5 earlier sessions');
    expect(await page.locator('.heat tbody tr').count()).toBe(7);
    expect(await page.locator('.heat tbody td.uncompared').count()).toBe(7 * 21);
    const first = () => page.locator('.tickers tbody th').first().textContent();
    await page.getByRole('button', { name: 'Last hour', exact: true }).click();
    const highest = await first();
    await page.getByRole('button', { name: 'Last hour', exact: true }).press('Enter');
    expect(await first()).not.toBe(highest);
    await page.getByRole('button', { name: 'TSLA', exact: true }).click();
    expect(await page.locator('.band h2').textContent()).toBe('TSLA against a normal day');
  });

  it('skips to the charts without changing the address, and gives the rows of a panel as CSV', async () => {
    const page = await open();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    expect(await page.evaluate(() => [document.activeElement?.id, location.hash])).toEqual(['panels', '']);
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Download as CSV: Hourly variance (high - low)' }).click();
    const csv = await readFile(await (await download).path(), 'utf8');
    expect(csv.split('\r\n').slice(0, 2)).toEqual([
      'time,ticker,hourly_var',
      expect.stringMatching(/^2026-05-27T13:30:00.000Z,AAPL,\d/),
    ]);
  });

  it('the ticker picker filters, also by keyboard', async () => {
    const page = await open();
    await page.getByLabel('TSLA', { exact: true }).uncheck();
    await drawn(page, 2);
    expect(await legend(page)).not.toContain('TSLA');
    await page.getByLabel('AAPL', { exact: true }).focus();
    await page.keyboard.press('Space');
    await drawn(page, 3);
    expect(await legend(page)).toEqual(['AMZN', 'GOOGL', 'META', 'MSFT', 'NVDA']);
  });

  it('the time range changes the drawing, and a range without data is reported', async () => {
    const page = await open();
    const all = await colours(page);
    await page.getByRole('button', { name: '1D', exact: true }).click();
    await drawn(page, 2);
    expect(await colours(page)).not.toEqual(all);
    await page.getByRole('button', { name: 'Settings' }).click();
    await page.locator('#from').fill('2020-01-01');
    await page.locator('#to').fill('2020-01-02');
    await page.locator('#to').dispatchEvent('change');
    await page.locator('[data-panel="1"]').getByText('No data in this range.').waitFor();
  });

  it('says what to do when no ticker is chosen, and draws again when one is', async () => {
    const page = await open();
    for (const ticker of ['AAPL', 'AMZN', 'GOOGL', 'META', 'MSFT', 'NVDA', 'TSLA'])
      await page.getByLabel(ticker, { exact: true }).uncheck();
    await drawn(page, 8);
    expect(await page.locator('#panels section:visible').getByText('Choose a ticker.').count()).toBe(
      await page.locator('#panels section:visible').count(),
    );
    await page.getByLabel('NVDA', { exact: true }).check();
    await drawn(page, 9);
    expect(await legend(page)).toEqual(['NVDA']);
  });

  it('draws the last request, even if an earlier response arrives later', async () => {
    const page = await open();
    await page.route(/var-ticker=TSLA/, async (route) => {
      await new Promise((resolve) => setTimeout(resolve, 300));
      await route.continue();
    });
    await page.getByLabel('AAPL', { exact: true }).uncheck(); // requests TSLA too: slow
    await page.getByLabel('TSLA', { exact: true }).uncheck();
    await drawn(page, 3);
    await page.waitForTimeout(600);
    expect(await legend(page)).toEqual(['AMZN', 'GOOGL', 'META', 'MSFT', 'NVDA']);
  });

  it('says that it has lost its server, in every panel', async () => {
    const page = await open({ mayFail: true });
    await page.route('**/api/panel*', (route) => route.abort());
    await page.getByRole('button', { name: '5D', exact: true }).click();
    await drawn(page, 2);
    expect(await page.locator('#panels section:visible .error').allTextContents()).toEqual(
      Array(await page.locator('#panels section:visible').count()).fill(expect.stringContaining('has lost its server')),
    );
  });

  it('fits every screen, also when it is turned', async () => {
    const page = await open({ width: 375 });
    for (const width of [375, 768, 1_920, 375]) {
      await page.setViewportSize({ width, height: 900 });
      await expect
        .poll(() => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), {
          message: `${width} wide`,
        })
        .toBe(0);
    }
  });

  test.each(['light', 'dark'] as const)('can be read in the %s', async (colorScheme) => {
    const page = await open({ colorScheme });
    const [text, background] = await page.evaluate(() => {
      const { color, backgroundColor } = getComputedStyle(document.body);
      return [color, backgroundColor].map((value) => (value.match(/[\d.]+/g) ?? []).slice(0, 3).map(Number));
    });
    const luminance = (rgb: readonly number[] = []): number =>
      rgb.reduce((sum, value, index) => sum + (value / 255) ** 2.2 * ([0.2126, 0.7152, 0.0722][index] ?? 0), 0);
    const [lighter, darker] = [luminance(text), luminance(background)].sort((a, b) => b - a) as [number, number];
    expect((lighter + 0.05) / (darker + 0.05)).toBeGreaterThan(7);
    expect(luminance(background) < 0.5).toBe(colorScheme === 'dark');
  });
});
