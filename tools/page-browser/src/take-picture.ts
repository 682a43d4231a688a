/// <reference lib="dom" />
import { writeFile } from 'node:fs/promises';
import type { Browser } from 'playwright-core';
import type { Picture } from './pictures.ts';

/**
 * Takes a full-page screenshot as WebP, a third of the size of a PNG.
 *
 * @throws {Error} when the page writes an error to its console, or shows one.
 * @example
 * await takePicture(browser, url, picture, 'docs/pages/quality.webp');
 */
export async function takePicture(
  browser: Browser,
  url: string,
  { hash, width, colorScheme }: Picture,
  file: string,
): Promise<void> {
  const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme });
  const faults: string[] = [];
  page.on('pageerror', ({ message }) => faults.push(message));
  page.on('console', (message) => message.type() === 'error' && faults.push(message.text()));
  await page.goto(`${url}${hash}`);
  await page.waitForFunction(() => Number(document.body.dataset['drawn'] ?? 0) >= 1);
  faults.push(...(await page.locator('.error:visible').allTextContents()));
  if (faults.length > 0) throw new Error(`The page ${hash} has an error: ${faults.join('; ')}`);
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  const devtools = await page.context().newCDPSession(page);
  const { data } = await devtools.send('Page.captureScreenshot', {
    format: 'webp',
    quality: 65,
    captureBeyondViewport: true,
    clip: { x: 0, y: 0, width, height, scale: 1 },
  });
  await writeFile(file, Buffer.from(data, 'base64'));
  await page.close();
}
