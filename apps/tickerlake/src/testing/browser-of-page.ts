import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import { findBrowser } from './find-browser.ts';
import { openInBrowser, type PageOptions } from './open-in-browser.ts';
import { type OpenPage, openPage } from './open-page.ts';

const executablePath = findBrowser(process.env['PATH'] ?? '');

/** Whether the tests of the page are left out: no browser is installed, and this is not CI, where one must be. */
export const isBrowserMissing = executablePath === null && process.env['CI'] !== 'true';

/** What the title of such tests says then. */
export const browserNotice = isBrowserMissing ? ' (NOT RUN: no Chromium, Chrome or Edge is installed)' : '';

/**
 * A served page and a real browser for the tests of a file; both end with it.
 *
 * @example
 * const { served, open } = useBrowserOfPage();
 * test('is drawn', async () => expect(await (await open()).title()).toBe('Hourly volatility'));
 */
export function useBrowserOfPage(): {
  readonly served: () => OpenPage;
  readonly browser: () => Browser;
  readonly open: (options?: PageOptions) => Promise<Page>;
} {
  let resources: { readonly page: OpenPage; readonly browser: Browser } | null = null;
  beforeAll(async () => {
    if (isBrowserMissing) return;
    if (executablePath === null)
      throw new Error('No browser is installed: the tests of the page need Chromium, Chrome or Edge on the PATH.');
    const [page, browser] = await Promise.all([
      openPage(),
      chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] }),
    ]);
    resources = { page, browser };
  }, 60_000);
  afterAll(async () => {
    await resources?.browser.close();
    await resources?.page.close();
  });
  const used = () => {
    if (resources === null) throw new Error('The page is served from the first test on.');
    return resources;
  };
  return {
    served: () => used().page,
    browser: () => used().browser,
    open: (options) => openInBrowser(used().browser, used().page.url, options),
  };
}
