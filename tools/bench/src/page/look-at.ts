/// <reference lib="dom" />
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { type BareChart, showBareCharts } from './bare-charts.ts';
import { installProbe } from './install-probe.ts';

/** Measurements of one page load in the browser; times in ms. */
export interface Look {
  readonly firstPaintMs: number;
  readonly cursorMs: readonly number[];
  readonly zoomMs: readonly number[];
  /** Mean CPU time of the main thread per frame, which other load on the machine does not increase. */
  readonly cursorCpuMs: number;
  /** Heap after garbage collection: after loading, after two zooms, after all of them, after changes of the page and back. */
  readonly heapMiB: readonly [loaded: number, twoZooms: number, allZooms: number, pageChanges: number];
}

/** A page in the browser and a function that zooms it. */
interface Charts {
  readonly page: Page;
  zoom(isIn: boolean): Promise<number[]>;
  /** Shows other pages, and comes back. */
  changePages(): Promise<void>;
}

const cursorFrames = 120;
const zooms = 50;
const pageChanges = 10;
const viewport = { width: 1_280, height: 900 };

/**
 * The page itself, served by its server and zoomed with its buttons.
 *
 * @example
 * const look = await lookAtPage(browser, `${url}#/d/tickerlake-hourly-volatility?from=0&to=1`);
 */
export async function lookAtPage(browser: Browser, address: string): Promise<Look> {
  const page = await browser.newPage({ viewport });
  await page.addInitScript(installProbe);
  await page.goto(address);
  await page.waitForFunction(() => document.body.dataset['drawn'] === '1');
  return look({
    page,
    zoom: (isIn) =>
      page.evaluate(
        (id) => {
          const drawn = new Promise<void>((resolve) =>
            new MutationObserver((_, observer) => {
              observer.disconnect();
              resolve();
            }).observe(document.body, { attributeFilter: ['data-drawn'] }),
          );
          document.getElementById(id)?.click();
          return window.probe.framesDuring(drawn);
        },
        isIn ? 'zoom-in' : 'zoom-out',
      ),
    async changePages() {
      const { hash } = new URL(page.url());
      for (const next of Array.from({ length: pageChanges }, () => ['#/runs', '#/coverage', hash]).flat()) {
        await page.evaluate((to) => {
          delete document.body.dataset['drawn'];
          location.hash = to;
        }, next);
        await page.waitForFunction(() => document.body.dataset['drawn'] !== undefined);
      }
    },
  });
}

/**
 * uPlot alone over the same data, from the same server.
 *
 * @param charts data URLs for the whole range and for the zoomed range.
 * @example
 * const look = await lookAtBareCharts(browser, root, url, { whole, half });
 */
export async function lookAtBareCharts(
  browser: Browser,
  root: string,
  url: string,
  charts: { readonly whole: readonly BareChart[]; readonly half: readonly BareChart[] },
): Promise<Look> {
  const page = await browser.newPage({ viewport });
  await page.addInitScript(installProbe);
  await page.route(`${url}bare`, (route) =>
    route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>uPlot alone</title>' }),
  );
  await page.goto(`${url}bare`);
  await page.addStyleTag({ path: join(root, 'node_modules/uplot/dist/uPlot.min.css') });
  await page.addScriptTag({ path: join(root, 'node_modules/uplot/dist/uPlot.iife.min.js') });
  await page.evaluate(showBareCharts, charts.whole);
  return look({
    page,
    zoom: (isIn) =>
      page.evaluate(
        `window.probe.framesDuring((${showBareCharts.toString()})(${JSON.stringify(isIn ? charts.half : charts.whole)}))`,
      ),
    changePages: () => Promise.resolve(), // it has one
  });
}

async function look({ page, zoom, changePages }: Charts): Promise<Look> {
  const browser = await page.context().newCDPSession(page);
  const heapMiB = async (): Promise<number> => {
    await browser.send('HeapProfiler.collectGarbage');
    return (await browser.send('Runtime.getHeapUsage')).usedSize / 1_048_576;
  };
  const firstPaintMs = await page
    .waitForFunction(() => {
      const ms = window.probe.firstPaintMs();
      return Number.isNaN(ms) ? null : { ms };
    })
    .then(async (found) => (await found.jsonValue())?.ms ?? NaN);
  const loaded = await heapMiB();
  await browser.send('Performance.enable', { timeDomain: 'threadTicks' });
  const cpuMs = async (): Promise<number> =>
    ((await browser.send('Performance.getMetrics')).metrics.find(({ name }) => name === 'TaskDuration')?.value ?? NaN) *
    1_000;
  const beforeMs = await cpuMs();
  const cursorMs = await page.evaluate((frames) => window.probe.moveCursor(frames), cursorFrames);
  const cursorCpuMs = ((await cpuMs()) - beforeMs) / cursorFrames;
  const zoomMs: number[] = [];
  let twoZooms = NaN;
  for (let time = 0; time < zooms; time += 1) {
    zoomMs.push(...(await zoom(time % 2 === 0)));
    if (time === 1) twoZooms = await heapMiB();
  }
  const allZooms = await heapMiB();
  await changePages();
  const changed = await heapMiB();
  await page.close();
  return { firstPaintMs, cursorMs, cursorCpuMs, zoomMs, heapMiB: [loaded, twoZooms, allZooms, changed] };
}
