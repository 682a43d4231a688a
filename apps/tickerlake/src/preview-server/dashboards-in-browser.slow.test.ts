/// <reference lib="dom" />
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import type { Locator, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { browserNotice, isBrowserMissing, useBrowserOfPage } from '../testing/browser-of-page.ts';
import { drawn, openInBrowser, type PageOptions } from '../testing/open-in-browser.ts';
import { home, runCommand } from '../testing/run-command.ts';

const { served, browser, open: openPage } = useBrowserOfPage();
const open = (hash: string, options: PageOptions = {}): Promise<Page> => openPage({ hash, ...options });
const hourly = '#/d/tickerlake-hourly-volatility';
const menu = (page: Page) => page.getByRole('button', { name: 'Dashboards and pages' }).click();
const settings = (page: Page) => page.getByRole('button', { name: 'Settings' }).click();
const range = (page: Page) =>
  page.evaluate(
    () =>
      ['from', 'to'].map((name) => Number(new URLSearchParams(location.hash.split('?')[1]).get(name))) as [
        number,
        number,
      ],
  );
const shade = (page: Page) =>
  page.evaluate(() => {
    const canvas = document.querySelector<HTMLCanvasElement>('[data-panel="1"] canvas');
    const pixels =
      canvas?.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data ?? new Uint8ClampedArray();
    let count = 0;
    for (let at = 3; at < pixels.length; at += 4) if ((pixels[at] ?? 0) > 15 && (pixels[at] ?? 0) < 60) count += 1;
    return count;
  });

describe.skipIf(isBrowserMissing)(`every dashboard in a browser${browserNotice}`, () => {
  // One page for all of them: reopening it takes longer than the checks.
  it(
    'opens each page from the navigation on a phone: without an error, nothing is left out, all of it fits',
    { timeout: 60_000 },
    async () => {
      const page = await open('#/runs', { width: 375 });
      const click = async (button: Locator): Promise<void> => {
        const before = Number(await page.evaluate(() => document.body.dataset['drawn']));
        await button.click();
        await drawn(page, before + 1);
      };
      for (const { link, sections } of [
        { link: 'Hourly volatility', sections: 9 },
        { link: 'Volatility index and standing', sections: 5 },
        { link: 'Session volatility', sections: 7 },
        { link: 'Comparisons', sections: 6 },
        { link: 'Pipeline health', sections: 15 },
        { link: 'Coverage', sections: 1 },
        { link: 'Quality', sections: 4 },
        { link: 'Runs', sections: 1 },
      ]) {
        await menu(page);
        await click(page.getByRole('navigation').getByRole('link', { name: link, exact: true }));
        const folded = page.locator('#panels').getByRole('button', { expanded: false });
        for (let left = await folded.count(); left > 0; left -= 1) await click(folded.first());
        expect(await page.title()).toBe(link);
        expect(await page.locator('section > .muted, section[aria-busy]').count(), link).toBe(0);
        expect(await page.locator('section').count(), link).toBeGreaterThanOrEqual(sections);
        expect(await page.locator('.error:visible, .not-previewed').allTextContents(), link).toEqual([]);
        expect(await page.locator('nav a[aria-current=page]').allTextContents()).toEqual([link]);
        expect(
          await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth),
          link,
        ).toBe(0);
      }
    },
  );

  it('says where and why a run failed', async () => {
    const page = await open(hourly);
    await page.route('**/api/about?page=runs', async (route) => {
      const answer = (await (await route.fetch()).json()) as { columns: { name: string }[]; rows: unknown[][] };
      const failed: Record<string, unknown> = {
        outcome: 'checks-failed',
        failed_stage: 'check',
        reason: 'IsComplete "vwap": 6 of 7',
      };
      await route.fulfill({
        json: {
          ...answer,
          rows: [answer.columns.map(({ name }, index) => failed[name] ?? answer.rows[0]?.[index]), ...answer.rows],
        },
      });
    });
    await menu(page);
    await page.getByRole('navigation').getByRole('link', { name: 'Runs', exact: true }).click();
    await drawn(page, 2);
    const [failed, published] = await page.locator('.runs li').allTextContents();
    expect(failed).toContain('Failed in stage check: IsComplete "vwap": 6 of 7');
    expect(published).not.toContain('Failed');
    expect(published).toContain('2026-05-27 to 2026-05-297 tickers, simulated');
    const widths = await page
      .locator('.runs .track')
      .evaluateAll((tracks) =>
        tracks.map((track) =>
          Array.from(track.children).reduce((sum, bar) => sum + bar.getBoundingClientRect().width, 0),
        ),
      );
    expect(widths[0]).toBeCloseTo(widths[1] ?? NaN, 0); // the same times, on one scale
  });

  it('shows coverage as a calendar, with a gap and what fetches it', async () => {
    const page = await open(hourly);
    await page.route('**/api/about?page=coverage', async (route) => {
      const answer = (await (await route.fetch()).json()) as { columns: { name: string }[]; rows: unknown[][] };
      const gap: Record<string, unknown> = { state: 'partial', complete_hours: 3 };
      const [first, ...others] = answer.rows;
      await route.fulfill({
        json: { ...answer, rows: [answer.columns.map(({ name }, index) => gap[name] ?? first?.[index]), ...others] },
      });
    });
    await menu(page);
    await page.getByRole('navigation').getByRole('link', { name: 'Coverage', exact: true }).click();
    await drawn(page, 2);
    expect(await page.locator('.lead').textContent()).toBe('1 of 21 sessions are not complete.');
    expect(await page.locator('.month').first().getAttribute('aria-label')).toBe(
      'AAPL, May 2026: 2 of 3 sessions complete',
    );
    expect(await page.locator('.month .complete').count()).toBe(20);
    expect(await page.locator('section code').allTextContents()).toEqual([
      'tickerlake run --tickers AAPL --from 2026-05-27 --to 2026-05-27',
    ]);
  });

  it('takes range and tickers along to another dashboard, and goes back', async () => {
    const page = await open(`${hourly}?var-ticker=AAPL&var-ticker=MSFT`);
    await menu(page);
    await page.getByRole('link', { name: 'Volatility index and standing' }).click();
    await page.waitForFunction(() => document.title.startsWith('Volatility index'));
    await drawn(page, 2);
    expect(
      await page
        .locator('fieldset input:checked')
        .evaluateAll((boxes) => boxes.map((box) => (box as HTMLInputElement).value)),
    ).toEqual(['AAPL', 'MSFT']);
    await page.goBack();
    await page.waitForFunction(() => document.title === 'Hourly volatility');
  });

  it('draws the chosen measure: the panel requests it, and is named after it', async () => {
    const page = await open(hourly);
    const calcs = () => page.locator('[data-panel="2"] .calcs').allTextContents();
    const before = await calcs();
    await page.getByRole('combobox', { name: 'Measure' }).selectOption('gk');
    await drawn(page, 2);
    expect(await calcs()).not.toEqual(before);
    expect((await calcs()).every((text) => /^last [\d.]+ %, max [\d.]+ %/.test(text))).toBe(true);
    expect(await page.locator('#panel-2').textContent()).toBe('Garman-Klass volatility, annualised');
  });

  it('takes a base session by keyboard, and says when it is not in the range', async () => {
    const page = await open('#/d/tickerlake-volatility-index');
    const base = page.getByRole('textbox', { name: 'Base session' });
    await base.fill('2026-05-28');
    await base.press('Tab');
    await drawn(page, 2);
    expect(await page.evaluate(() => location.hash)).toContain('var-base=2026-05-28');
    await base.fill('2020-01-02');
    await base.press('Tab');
    await page.locator('[data-panel="1"]').getByText('No data in this range.').waitFor();
  });

  it('zooms every panel by dragging, out by a button, and back by the browser', async () => {
    const page = await open(hourly);
    await page.locator('[data-panel="1"] .u-over').scrollIntoViewIfNeeded();
    const chart = await page.locator('[data-panel="1"] .u-over').boundingBox();
    if (chart === null) throw new Error('no chart');
    await page.mouse.move(chart.x + chart.width * 0.25, chart.y + 50);
    await page.mouse.down();
    await page.mouse.move(chart.x + chart.width * 0.75, chart.y + 60, { steps: 4 });
    await page.mouse.up();
    await drawn(page, 2);
    const [from, to] = await range(page);
    // Half of three sessions of 6.5 hours: from the first afternoon to the last morning, two nights within.
    expect([from, to].map((ms) => new Date(ms).toISOString().slice(0, 10))).toEqual(['2026-05-27', '2026-05-29']);
    await settings(page);
    await page.getByRole('button', { name: 'Zoom out' }).click();
    await drawn(page, 3);
    const [wider, widerTo] = await range(page);
    expect(widerTo - wider).toBeGreaterThan(1.9 * (to - from));
    await page.goBack();
    await drawn(page, 4);
    expect(await range(page)).toEqual([from, to]);
  });

  it('shows the SQL that ran and its rows, and closes with Escape', async () => {
    const page = await open(`${hourly}?var-ticker=AAPL`);
    await page.getByRole('button', { name: 'Inspect the SQL of Hourly variance (high - low)' }).press('Enter');
    const dialog = page.getByRole('dialog');
    const sql = await dialog.locator('pre').textContent();
    expect(sql).toMatch(/between TIMESTAMP '2026-05-2\d/);
    expect(sql).toContain("'AAPL'");
    expect(sql).not.toMatch(/\$\{|\$__/);
    expect(await dialog.locator('tbody tr').count()).toBe(21);
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
  });

  it('shades market hours of the clock until that is switched off, and marks runs', async () => {
    const page = await open(`${hourly}?axis=clock`);
    const before = await shade(page);
    await settings(page);
    await page.getByLabel('Market hours').uncheck();
    await drawn(page, 2);
    expect(before).toBeGreaterThan(5_000);
    expect(await shade(page)).toBeLessThan(before / 2);
    const health = await open('#/d/tickerlake-pipeline-health');
    await settings(health);
    await health.getByText('1 mark in this range').click();
    expect(await health.locator('#annotations li').allTextContents()).toEqual([
      expect.stringMatching(/^20\d\d-.* Runs: run \w+: published$/),
    ]);
  });

  it('folds rows by keyboard, loads the panels of a row when it opens, and keeps the state in its link', async () => {
    const page = await open('#/d/tickerlake-pipeline-health');
    const asked: string[] = [];
    page.on(
      'request',
      (request) =>
        request.url().includes('/api/') &&
        asked.push(new URL(request.url()).searchParams.get('panel') ?? request.url()),
    );
    const cost = page.getByRole('button', { name: 'Runs and cost' });
    expect(await page.locator('[data-panel="8"]').isVisible()).toBe(false);
    await cost.press('Enter');
    await drawn(page, 2);
    expect(asked.sort()).toEqual(['11', '8', '9']);
    expect(await cost.getAttribute('aria-expanded')).toBe('true');
    expect(await page.locator('[data-panel="8"] tbody tr').count()).toBe(1);
    expect(await page.locator('section:visible[aria-busy]').count()).toBe(0);
    await page.getByRole('button', { name: 'Now' }).press('Space');
    await drawn(page, 3);
    const shown = (of: Page) =>
      of
        .locator('section:visible')
        .evaluateAll((sections) => sections.map((section) => (section as HTMLElement).dataset['panel']));
    expect(await shown(page)).toEqual(['8', '9', '11', '12']);
    const hash = await page.evaluate(() => location.hash);
    expect(hash).toBe('#/d/tickerlake-pipeline-health?row-20=folded&row-22=open');
    expect(await shown(await open(hash))).toEqual(['8', '9', '11', '12']);
    expect(asked.length).toBe(3);
    await page.goBack();
    await drawn(page, 4);
    expect((await shown(page)).length).toBe(11);
  });

  it('opens the row of the panel that a link names, and leads to it', async () => {
    const page = await open('#/d/tickerlake-pipeline-health?viewPanel=10');
    expect(await page.locator(':focus').textContent()).toBe('Corrections');
    expect(await page.locator('[data-panel="10"]').isVisible()).toBe(true);
    await page.getByRole('button', { name: 'Corrections', expanded: true }).click();
    await drawn(page, 2);
    expect(await page.evaluate(() => location.hash)).toBe('#/d/tickerlake-pipeline-health');
    expect(await page.locator('[data-panel="10"]').isVisible()).toBe(false);
  });

  it('shows times in the chosen zone', async () => {
    const page = await open('#/d/tickerlake-pipeline-health?row-22=open');
    const started = async () =>
      Date.parse(
        `${(await page.locator('[data-panel="8"] tbody tr td.time').first().textContent())?.replace(', ', 'T')}Z`,
      );
    const inNewYork = await started();
    await settings(page);
    await page.getByRole('combobox', { name: 'Zone' }).selectOption('UTC');
    await drawn(page, 2);
    expect([4, 5]).toContain(((await started()) - inNewYork) / 3_600_000);
  });

  it('is used by keyboard: the cursor of a chart, the names of its legend, a link to one ticker', async () => {
    const page = await open(hourly);
    await page.locator('[data-panel="1"] .u-over').focus();
    for (let step = 0; step < 3; step += 1) await page.keyboard.press('ArrowRight');
    expect(await page.locator('[data-panel="1"] [aria-live]').textContent()).toMatch(
      /^2026-05-27, 11:30: .*TSLA \$[\d.]+/,
    );
    expect(
      await page
        .locator('[data-panel="2"] .u-cursor-x')
        .evaluate((line) => new DOMMatrix(getComputedStyle(line).transform).e),
    ).toBeGreaterThan(0); // the other panel follows
    await page.locator('[data-panel="1"]').getByRole('button', { name: 'Show or hide TSLA' }).press('Enter');
    expect(await page.locator('[data-panel="1"] .u-series.u-off .u-label').allTextContents()).toEqual(['TSLA']);
    await page.locator('[data-panel="1"]').getByRole('link', { name: 'Only NVDA' }).press('Enter');
    await drawn(page, 2);
    expect(await page.locator('[data-panel="1"] .u-legend .u-series .u-label').allTextContents()).toEqual(['NVDA']);
  });

  it('follows the chosen theme against that of the system', async () => {
    const page = await open(hourly, { colorScheme: 'light' });
    await settings(page);
    await page.getByRole('combobox', { name: 'Theme' }).selectOption('dark');
    await drawn(page, 2);
    const background = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    expect(Number(/\d+/.exec(background)?.[0])).toBeLessThan(60);
  });

  it('is one file that needs no server', async () => {
    const file = join(served().dataDir, 'page.html');
    expect(await runCommand(['preview', '--export', file, '--data-dir', served().dataDir])).toMatchObject({
      code: 0,
      out: expect.stringContaining('It contains the data'),
    });
    const url = pathToFileURL(file).href;
    for (const hash of ['', '#/d/tickerlake-pipeline-health?row-21=open&row-22=open&row-23=open', '#/coverage']) {
      const page = await openInBrowser(browser(), url, { hash });
      expect(await page.locator('.error:visible').allTextContents()).toEqual([]);
      expect(await page.locator('#summary').textContent()).toContain('This file holds the data of');
    }
  });

  it('shows a new release without being asked', async () => {
    const page = await open(hourly);
    expect(await page.locator('#summary').textContent()).toContain('Release 1 ');
    expect(
      (
        await runCommand([
          'run',
          '--source',
          'simulated',
          '--from',
          '2026-05-26',
          '--to',
          '2026-05-26',
          '--data-dir',
          served().dataDir,
        ])
      ).code,
    ).toBe(0);
    await page.getByText(/Release 2 /).waitFor();
  });

  it('is a page below 80 kB', async () => {
    const files = await Promise.all(
      ['main.js', 'main.css', 'index.html'].map((name) => readFile(join(home, 'apps/preview/dist', name))),
    );
    expect(files.reduce((sum, file) => sum + gzipSync(file).length, 0)).toBeLessThan(80_000);
  });

  it('shows a check that stopped its run as soon as it ended: its rules, the rows that failed, and the checks before', async () => {
    const page = await open('#/quality');
    const { dataDir } = served();
    const checks = await page.locator('#check option').count();
    await writeFile(join(dataDir, 'strict.dqdl'), 'Rules = [ ColumnValues "hourly_var" < 0, IsComplete "close" ]');
    await writeFile(join(dataDir, 'strict.json'), JSON.stringify({ quality: { hourly_volatility: 'strict.dqdl' } }));
    const { code } = await runCommand([
      'run',
      '--refetch',
      '--source',
      'simulated',
      '--from',
      '2026-05-29',
      '--to',
      '2026-05-29',
      '--tickers',
      'AAPL',
      '--data-dir',
      dataDir,
      '--config',
      join(dataDir, 'strict.json'),
    ]);
    expect(code).toBe(3);
    await page.locator('#check option').nth(checks).waitFor({ state: 'attached' });
    expect(await page.locator('#check option').allTextContents()).toMatchObject([
      expect.stringContaining('checks-failed'),
      expect.stringContaining('what readers see'),
      ...Array(checks - 1).fill(expect.anything()),
    ]);
    expect(await page.locator('.stat').textContent()).toBe('83.3 %');
    expect(await page.locator('.history').first().getAttribute('aria-label')).toBe('1 check: 0 passed, 1 not');
    await page.getByRole('button', { name: 'ColumnValues "hourly_var" < 0' }).first().press('Enter');
    const dialog = page.getByRole('dialog');
    expect(await dialog.textContent()).toContain('Rows that failed, the first 5');
    expect(await dialog.locator('table').first().locator('td').first().textContent()).toBe('AAPL');
    await page.keyboard.press('Escape');
    await page.locator('#check').focus();
    await page.locator('#check').selectOption({ index: 1 });
    await page.locator('.stat.green').waitFor();
    expect(await page.evaluate(() => [location.hash.includes('var-run='), document.activeElement?.id])).toEqual([
      true,
      'check',
    ]);
  });
});
