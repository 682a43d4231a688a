import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * The licences of the packages that a bundle holds, as one text: most of them ask that it goes with every copy.
 *
 * @param inputs paths of the bundled files from the repository's root.
 * @throws {Error} naming a package with neither a licence file nor a licence in its package.json.
 * @example
 * const text = await bundledLicences(root, ['node_modules/zod/v4/index.js']);
 */
export async function bundledLicences(root: string, inputs: readonly string[]): Promise<string> {
  const folders = new Set(inputs.flatMap((path) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0] ?? []));
  const parts = [...folders].sort().map(async (folder) => {
    const manifest = JSON.parse(await readFile(join(root, folder, 'package.json'), 'utf8')) as {
      readonly name: string;
      readonly version: string;
      readonly license?: string;
    };
    const file = (await readdir(join(root, folder))).find((name) => /^(licen[cs]e|copying)(\.\w+)?$/i.test(name));
    if (file === undefined && manifest.license === undefined)
      throw new Error(`${manifest.name} is bundled, but ${folder} has no licence: leave it out or ask its author.`);
    const text = file === undefined ? '' : `\n\n${(await readFile(join(root, folder, file), 'utf8')).trim()}`;
    return `${manifest.name} ${manifest.version}: ${manifest.license ?? file}${text}\n`;
  });
  return (await Promise.all(parts)).join(`\n${'-'.repeat(80)}\n\n`);
}
