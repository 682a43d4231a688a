import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { StorePaths } from './store-paths.ts';

/**
 * Names what readers of a store see now: another text when another release is current, or a run has started or ended. Only the newest run can
 * be open, for each start ends those before it, so its journal alone is looked at.
 *
 * @example
 * if ((await publishedState(paths, release)) !== reader.state) await reader.close();
 */
export async function publishedState(paths: StorePaths, release: { readonly id: number }): Promise<string> {
  const newest = (await readdir(paths.runs).catch(() => [])).filter((name) => name.endsWith('.jsonl')).sort().at(-1);
  if (newest === undefined) return String(release.id);
  const journal = await readFile(join(paths.runs, newest), 'utf8').catch(() => '');
  return `${release.id} ${newest} ${journal.includes('"kind":"ended"') ? 'ended' : 'open'}`;
}
