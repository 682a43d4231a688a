/// <reference lib="dom" />
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dashboards } from '@tickerlake/dashboards';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';
import { describe, expect, it, test } from 'vitest';
import { browserNotice, isBrowserMissing, useBrowserOfPage } from '../testing/browser-of-page.ts';
import { drawn } from '../testing/open-in-browser.ts';

const { open } = useBrowserOfPage();
const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const hourly = '#/d/tickerlake-hourly-volatility';

const everyPage = [
  ...dashboards.map(({ uid, title }) => ({ name: title, hash: `#/d/${uid}` })),
  { name: 'Charts on a logarithmic scale, each alone', hash: `${hourly}?scale=log&lines=multiples` },
  { name: 'An address that is explained', hash: `${hourly}?from=2&to=1` },
  { name: 'The minutes of an hour', hash: `${hourly}?hour=NVDA@${Date.UTC(2026, 4, 29, 13, 30)}` },
  ...['runs', 'coverage', 'quality'].map((page) => ({ name: page, hash: `#/${page}` })),
];

const goTo = async (page: Page, hash: string): Promise<void> => {
  const before = Number(await page.evaluate(() => document.body.dataset['drawn']));
  await page.evaluate((to) => (location.hash = to), hash);
  await drawn(page, before + 1);
};

/** The violations of axe-core's rules, each with the first place; axe-core must be in the page. */
const violations = async (page: Page): Promise<string[]> => {
  const { violations: found } = await page.evaluate(() =>
    (window as unknown as { readonly axe: { run(): Promise<AxeResults> } }).axe.run(),
  );
  return found.map(
    ({ id, nodes }) => `${id}: ${nodes.length}, ${nodes[0]?.html.slice(0, 150)} ${nodes[0]?.failureSummary}`,
  );
};

/** What Tab reaches, in order, until it returns to the document. */
const tabStops = async (page: Page): Promise<string[]> => {
  const stops: string[] = [];
  for (let presses = 0; presses < 300; presses += 1) {
    await page.keyboard.press('Tab');
    const stop = await page.evaluate(() => {
      const { activeElement: active } = document;
      if (active === null || active === document.body) return null;
      const label = active.closest('label')?.textContent.trim() ?? (active.textContent.trim() || active.id);
      return `${active.tagName.toLowerCase()} ${active.getAttribute('aria-label') ?? label}`;
    });
    if (stop === null) break;
    stops.push(stop);
  }
  return stops;
};

describe.skipIf(isBrowserMissing)(`the page for everyone${browserNotice}`, () => {
  test.each([
    { width: 1_440, colorScheme: 'light' as const },
    { width: 1_440, colorScheme: 'dark' as const },
    { width: 390, colorScheme: 'light' as const },
    { width: 390, colorScheme: 'dark' as const },
  ])(
    '$width px wide, $colorScheme: axe-core finds nothing on any page',
    async (size) => {
      // One page for all of them: reopening it takes longer than the rules.
      const page = await open({ hash: '#/runs?timezone=UTC', ...size });
      await page.evaluate(axe);
      for (const { name, hash } of everyPage) {
        await goTo(page, hash);
        expect(await violations(page), name).toEqual([]);
      }
    },
    180_000,
  );

  it('axe-core finds nothing in the commands, the settings, the menu, and what a panel inspects', async () => {
    const page = await open({ hash: hourly });
    await page.evaluate(axe);
    await page.keyboard.press('/');
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Settings' }).press('Enter');
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Dashboards and pages' }).press('Enter');
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Inspect the SQL of Hourly variance (high - low)' }).press('Enter');
    expect(await violations(page)).toEqual([]);
  });

  it('Tab goes through the whole page in its order, and every stop is visible and has a name', async () => {
    const page = await open({ hash: hourly });
    const stops = await tabStops(page);
    const at = (text: string): number => stops.findIndex((stop) => stop.includes(text));
    const order = [
      'Skip to the charts',
      'Dashboards and pages',
      '1D',
      'AAPL',
      'Measure',
      'Commands',
      'Settings',
      'Inspect the SQL of Hourly variance',
      'Chart: the left and right',
      'Show or hide AAPL',
    ];
    expect(order.map(at).filter((index) => index < 0)).toEqual([]);
    expect(order.map(at)).toEqual(order.map(at).toSorted((a, b) => a - b));
    expect(stops.filter((stop) => /^\w+ $/.test(stop))).toEqual([]);
    expect(stops.length).toBeLessThan(300);
  });

  it('runs commands by keyboard: a ticker, a range, a page, a theme', async () => {
    const page = await open({ hash: hourly });
    const command = async (text: string, key = '/'): Promise<void> => {
      await page.keyboard.press(key);
      await page.getByRole('combobox', { name: 'Command' }).fill(text);
      await page.keyboard.press('Enter');
    };
    await command('only nv');
    await drawn(page, 2);
    expect(await page.evaluate(() => location.hash)).toBe(`${hourly}?var-ticker=NVDA`);
    await command('1 day', 'Control+k');
    await drawn(page, 3);
    expect(await page.getByRole('button', { name: '1D', exact: true }).getAttribute('aria-pressed')).toBe('true');
    await command('dark');
    await drawn(page, 4);
    expect(await page.evaluate(() => document.documentElement.dataset['theme'])).toBe('dark');
    await command('coverage');
    await drawn(page, 5);
    expect(await page.title()).toBe('Coverage');
    await page.keyboard.press('/');
    await page.getByRole('combobox', { name: 'Command' }).fill('qzx');
    expect(await page.getByRole('option').allTextContents()).toEqual([
      'Nothing matches: try a ticker or the name of a page.',
    ]);
    await page.keyboard.press('Escape');
    expect(await page.getByRole('dialog').count()).toBe(0);
  });

  it('moves nothing when less motion is preferred, and fits 320 px and 200 % zoom', async () => {
    const page = await open({ hash: hourly, width: 320 });
    await page.emulateMedia({ reducedMotion: 'reduce' });
    const moving = () =>
      page.evaluate(
        () =>
          Array.from(document.querySelectorAll('*')).filter((one) => {
            const { animationName, transitionDuration } = getComputedStyle(one);
            return animationName !== 'none' || parseFloat(transitionDuration) > 0;
          }).length,
      );
    expect(await moving()).toBe(0);
    for (const width of [320, 640])
      for (const { hash } of everyPage) {
        await page.setViewportSize({ width, height: 900 });
        await goTo(page, `${hash}${hash.includes('?') ? '&' : '?'}timezone=${width === 320 ? 'UTC' : 'Asia/Tokyo'}`);
        expect(
          await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth),
          `${width} ${hash}`,
        ).toBe(0);
      }
  }, 120_000);
});
