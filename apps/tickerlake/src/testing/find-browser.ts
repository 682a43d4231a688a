import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge'];

/**
 * An installed browser that Playwright can drive; null when there is none.
 *
 * @example
 * const executablePath = findBrowser(process.env['PATH'] ?? '');
 */
export function findBrowser(searchPath: string): string | null {
  const candidates = searchPath.split(delimiter).flatMap((folder) => names.map((name) => join(folder, name)));
  return candidates.find(isExecutable) ?? null;
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
