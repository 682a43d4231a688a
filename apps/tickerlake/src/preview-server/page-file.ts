import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { HttpRefusal } from './http-refusal.ts';

const files: Readonly<Record<string, { readonly name: string; readonly type: string }>> = {
  '/': { name: 'index.html', type: 'text/html; charset=utf-8' },
  '/main.js': { name: 'main.js', type: 'text/javascript; charset=utf-8' },
  '/main.css': { name: 'main.css', type: 'text/css; charset=utf-8' },
};

/**
 * One of the page's three files; no other file can be requested.
 *
 * @throws {HttpRefusal} 404 for every other path.
 * @example
 * const { type, body } = await pageFile('apps/preview/dist', '/main.js');
 */
export async function pageFile(folder: string, path: string): Promise<{ type: string; body: Buffer }> {
  const file = Object.hasOwn(files, path) ? files[path] : undefined;
  if (file === undefined) throw new HttpRefusal(404, `There is nothing at ${path.slice(0, 100)}.`);
  return { type: file.type, body: await readFile(join(folder, file.name)) };
}
