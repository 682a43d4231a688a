import { spawnSync } from 'node:child_process';
import { type Browser, chromium } from 'playwright-core';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge'];

/**
 * A headless browser: the first of Chromium, Chrome and Edge on the PATH.
 *
 * @throws {Error} when there is none.
 * @example
 * const browser = await launchBrowser();
 */
export async function launchBrowser(): Promise<Browser> {
  const [executablePath = ''] = spawnSync('which', names, { encoding: 'utf8' }).stdout.split('\n');
  if (executablePath === '') throw new Error('No browser is on the PATH: install Chromium, Chrome or Edge.');
  return chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
}
