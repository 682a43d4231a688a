/// <reference lib="dom" />
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { browserNotice, isBrowserMissing, useBrowserOfPage } from '../testing/browser-of-page.ts';
import { drawn } from '../testing/open-in-browser.ts';
import { runCommand } from '../testing/run-command.ts';

const { served, open } = useBrowserOfPage();
const hourly = '#/d/tickerlake-hourly-volatility';
/** 09:30 New York on 29 May 2026. */
const startMs = Date.UTC(2026, 4, 29, 13, 30);

const box = async (page: Page, panel: number) => {
  const over = page.locator(`[data-panel="${panel}"] .u-over`).first();
  await over.scrollIntoViewIfNeeded();
  const found = await over.boundingBox();
  if (found === null) throw new Error('no chart');
  return found;
};
const tip = (page: Page, panel: number) => page.locator(`[data-panel="${panel}"] .tip:visible`);
const hash = (page: Page) => page.evaluate(() => location.hash);
const notice = (page: Page) => page.locator('#notice');

describe.skipIf(isBrowserMissing)(`charts in a browser${browserNotice}`, () => {
  it('say at the cursor what every ticker has, sorted, at the nearest hour, and the cursor is in every chart', async () => {
    const page = await open({ hash: hourly });
    const { x, y, width, height } = await box(page, 1);
    for (const share of [0.02, 0.5, 0.98]) {
      await page.mouse.move(x + width * share, y + height / 2);
      const rows = await tip(page, 1).locator('.tip-row').allTextContents();
      expect(rows.length).toBe(7);
      const values = rows.map((row) => Number(/\$([\d.]+)/.exec(row)?.[1]));
      expect(values).toEqual(values.toSorted((a, b) => b - a));
    }
    expect(await tip(page, 1).locator('.tip-time').textContent()).toBe('2026-05-29, 15:30');
    expect(await tip(page, 2).count()).toBe(0);
    expect(
      await page
        .locator('[data-panel="2"] .u-cursor-x')
        .evaluate((line) => new DOMMatrix(getComputedStyle(line).transform).e),
    ).toBeGreaterThan(0.9 * width);
    await page.mouse.move(0, 0);
    expect(await tip(page, 1).count()).toBe(0);
  });

  it('emphasise one ticker in every chart when its row is pointed at', async () => {
    const page = await open({ hash: hourly });
    const faint = (panel: number) =>
      page
        .locator(`[data-panel="${panel}"] .u-legend .u-series`)
        .evaluateAll((rows) =>
          rows
            .filter((row) => Number(getComputedStyle(row).opacity) < 1)
            .map((row) => row.querySelector('.u-label')?.textContent),
        );
    await page.locator('.tickers tbody tr', { hasText: 'NVDA' }).hover();
    for (const panel of [1, 2]) expect(await faint(panel)).toEqual(['AAPL', 'AMZN', 'GOOGL', 'META', 'MSFT', 'TSLA']);
    await page.mouse.move(0, 0);
    expect(await faint(1)).toEqual([]);
  });

  it('zoom by dragging and by touch, step by step back with a button', async () => {
    const page = await open({ hash: hourly });
    const undo = page.getByRole('button', { name: 'Undo zoom' });
    expect(await undo.isVisible()).toBe(false);
    const { x, y, width } = await box(page, 1);
    await page.mouse.move(x + width * 0.2, y + 50);
    await page.mouse.down();
    await page.mouse.move(x + width * 0.9, y + 60, { steps: 4 });
    await page.mouse.up();
    await drawn(page, 2);
    const once = await hash(page);
    expect(once).toContain('from=');
    const touch = async (type: string, ...fingers: readonly [id: number, share: number][]) => {
      for (const [pointerId, share] of fingers)
        await page.locator('[data-panel="1"] .u-over').dispatchEvent(type, {
          pointerId,
          pointerType: 'touch',
          clientX: x + width * share,
          clientY: y + 50,
          bubbles: true,
        });
    };
    await touch('pointerdown', [1, 0.3]);
    await touch('pointermove', [1, 0.7]);
    await touch('pointerup', [1, 0.7]);
    await drawn(page, 3);
    const twice = await hash(page);
    expect(twice).not.toBe(once);
    await touch('pointerdown', [1, 0.4], [2, 0.6]);
    await touch('pointermove', [1, 0.3], [2, 0.7]);
    await touch('pointerup', [1, 0.3], [2, 0.7]);
    await drawn(page, 4);
    for (const [times, expected] of [twice, once, hourly].entries()) {
      await undo.click();
      await drawn(page, 5 + times);
      expect(await hash(page)).toBe(expected);
    }
    expect(await undo.isVisible()).toBe(false);
  });

  it('have a logarithmic scale and a chart for each ticker on one scale, kept in the address', async () => {
    const page = await open({ hash: hourly });
    await page.getByRole('button', { name: 'Log scale: Hourly variance (high - low)' }).click();
    await drawn(page, 2);
    await page.getByRole('button', { name: 'Split into a chart for each line: Hourly variance (high - low)' }).click();
    await drawn(page, 3);
    expect(await hash(page)).toBe(`${hourly}?scale=log&lines=multiples`);
    expect(await page.locator('[data-panel="1"] figcaption').allTextContents()).toEqual([
      'AAPL',
      'AMZN',
      'GOOGL',
      'META',
      'MSFT',
      'NVDA',
      'TSLA',
    ]);
    const { x, y, width, height } = await box(page, 1);
    await page.mouse.move(x + width / 2, y + height / 2);
    await tip(page, 1).waitFor();
    expect(
      await page.getByRole('button', { name: 'Log scale: Hourly variance (high - low)' }).getAttribute('aria-pressed'),
    ).toBe('true');
  });

  it('open the minutes of an hour: the numbers are those of the table, and closing keeps the place', async () => {
    const page = await open({ hash: `${hourly}?var-ticker=NVDA` });
    await page.locator('[data-panel="1"] .u-over').focus();
    await page.keyboard.press('End');
    for (let hour = 0; hour < 6; hour += 1) await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: 'NVDA, 2026-05-29, 09:30' });
    await dialog.locator('.candle').first().waitFor();
    expect(await hash(page)).toBe(`${hourly}?var-ticker=NVDA&hour=NVDA%40${startMs}`);
    expect(await dialog.locator('.candle').count()).toBe(60);
    const [row] = JSON.parse(
      (
        await runCommand([
          'query',
          `select high - low as spread from hourly_volatility where ticker = 'NVDA' and session = 'regular' and trading_date = date '2026-05-29' order by bar_start limit 1`,
          '--data-dir',
          served().dataDir,
          '--json',
        ])
      ).out,
    ) as { spread: number }[];
    expect(await dialog.locator('dl').first().textContent()).toContain(`$${row?.spread.toFixed(2)}, `);
    await dialog.getByText('Computed again from the raw lines of its 60 base bars: the same value.').waitFor();
    expect(await dialog.locator('.formula').textContent()).toContain(` = ${Number(row?.spread.toPrecision(10))}`);
    expect(await dialog.locator('.origin').textContent()).toMatch(
      /run.+source simulated, published.+release1, published/,
    );
    await dialog.getByRole('button', { name: 'Hour after' }).click();
    await page.getByRole('dialog', { name: 'NVDA, 2026-05-29, 10:30' }).locator('.candle').first().waitFor();
    await page.getByRole('button', { name: 'Hour before' }).click();
    await page.getByRole('dialog', { name: 'NVDA, 2026-05-29, 09:30' }).locator('.candle').first().waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(await hash(page)).toBe(`${hourly}?var-ticker=NVDA`);
  });

  it('show the last half hour of a session without the minutes after the close', async () => {
    const lastMs = Date.parse('2026-05-29T19:30:00Z');
    const page = await open({ hash: `${hourly}?hour=NVDA@${lastMs}` });
    const dialog = page.getByRole('dialog', { name: 'NVDA, 2026-05-29, 15:30' });
    await dialog.getByText('30 of 30, 1 min each').waitFor();
    expect(await dialog.locator('.candle').count()).toBe(30);
    await dialog.getByRole('button', { name: 'Hour after' }).click();
    await page.getByRole('dialog', { name: 'NVDA, 2026-05-29, 16:00' }).locator('.candle').first().waitFor();
  });

  it('open an hour from the heat map with the arrow keys, and say when the market was closed', async () => {
    const page = await open({ hash: hourly });
    await page.locator('.heat tbody td').first().focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog', { name: /^AMZN, 2026-05-27, 10:30/ }).waitFor();
    const other = await open({
      hash: `${hourly}?hour=AAPL@${Date.parse('2026-05-30T15:00:00Z')}`,
      mayFail: true,
    });
    await other.getByText('The market is closed at Sat 2026-05-30 11:00 New York').waitFor();
  });

  it('explain what of the address cannot be used, until that is dismissed', async () => {
    const page = await open({ hash: `${hourly}?from=2&to=1&colour=red&var-ticker=XYZ` });
    const said = await notice(page).textContent();
    for (const problem of ['ends before it starts', 'without a meaning: colour', 'does not offer XYZ'])
      expect(said).toContain(problem);
    await notice(page).getByRole('button', { name: 'Dismiss' }).click();
    expect(await notice(page).isVisible()).toBe(false);
    expect(await (await open({ hash: hourly })).locator('#notice').isVisible()).toBe(false);
  });
});
