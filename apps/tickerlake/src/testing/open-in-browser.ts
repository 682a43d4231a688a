/// <reference lib="dom" />
import type { Browser, Page } from 'playwright-core';
import { expect, onTestFinished } from 'vitest';

/** How the page is opened. */
export interface PageOptions {
  readonly hash?: string;
  readonly width?: number;
  readonly colorScheme?: 'light' | 'dark';
  /** Whether messages of the console are expected. */
  readonly mayFail?: boolean;
}

/**
 * The page, drawn; every message of its console and every foreign address that it asks is a fault when the test ends.
 *
 * @example
 * const page = await openInBrowser(browser, served.url, { width: 375 });
 */
export async function openInBrowser(browser: Browser, url: string, options: PageOptions = {}): Promise<Page> {
  const page = await browser.newPage({
    viewport: { width: options.width ?? 1_280, height: 900 },
    colorScheme: options.colorScheme ?? 'light',
  });
  const faults: string[] = [];
  page.on(
    'console',
    (message) => message.type() === 'error' && options.mayFail !== true && faults.push(message.text()),
  );
  page.on('pageerror', (error) => faults.push(error.message));
  page.on(
    'request',
    (request) =>
      !request.url().startsWith(url) && !request.url().startsWith('data:') && faults.push(`asked ${request.url()}`),
  );
  onTestFinished(async () => {
    await page.close();
    expect(faults).toEqual([]);
  });
  await page.goto(`${url}${options.hash ?? ''}`);
  await drawn(page, 1);
  return page;
}

/**
 * Waits until the page has drawn all that it shows so many times.
 *
 * @example
 * await drawn(page, 2);
 */
export async function drawn(page: Page, times: number): Promise<void> {
  await page.waitForFunction((wanted) => Number(document.body.dataset['drawn'] ?? 0) >= wanted, times);
}
