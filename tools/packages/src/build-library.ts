import { copyFile, mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { build } from 'esbuild';
import { rollup } from 'rollup';
import { dts } from 'rollup-plugin-dts';
import type { Library } from './library.ts';
import { publishedManifest } from './published-manifest.ts';

/**
 * Builds a library into an empty folder: one ES module and one CommonJS module per entry, with one file of types each, a package.json, the
 * Markdown pages, and the licence.
 *
 * @param versionOf the version of another library of this repository.
 * @throws {Error} when a source does not compile, or imports a package that package.json does not name.
 * @example
 * await buildLibrary('/path/to/tickerlake', library, '/data/packages/volatility', () => '0.1.0');
 */
export async function buildLibrary(
  root: string,
  library: Library,
  folder: string,
  versionOf: (name: string) => string,
  repository?: string,
): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const files = Object.fromEntries(
    Object.entries(library.entries).map(([entry]) => [entry, entry === '.' ? 'index' : basename(entry)]),
  );
  const sources = Object.fromEntries(
    Object.entries(library.entries).map(([entry, source]) => [files[entry] ?? '', join(library.folder, source)]),
  );
  await buildCode(library, sources, folder);
  await buildTypes(library, sources, folder);
  const manifest = publishedManifest(library.manifest, files, versionOf, repository);
  await writeFile(join(folder, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  for (const page of await readdir(library.folder))
    if (page.endsWith('.md')) await copyFile(join(library.folder, page), join(folder, page));
  await copyFile(join(root, 'LICENSE'), join(folder, 'LICENSE'));
}

async function buildCode(library: Library, sources: Readonly<Record<string, string>>, folder: string): Promise<void> {
  const shared = {
    entryPoints: sources,
    outdir: folder,
    bundle: true,
    platform: 'node',
    target: 'node20',
    external: Object.keys(library.manifest.dependencies),
    logLevel: 'silent',
  } as const;
  await build({ ...shared, format: 'esm', splitting: true });
  await build({ ...shared, format: 'cjs', outExtension: { '.js': '.cjs' } });
}

/** One file per entry, which imports no other: the copy for CommonJS must not import types of an ES module. */
async function buildTypes(library: Library, sources: Readonly<Record<string, string>>, folder: string): Promise<void> {
  const names = Object.keys(library.manifest.dependencies);
  const compilerOptions = { composite: false, incremental: false };
  for (const [name, input] of Object.entries(sources)) {
    const bundle = await rollup({
      input,
      external: (id) => id.startsWith('node:') || names.some((needed) => id === needed || id.startsWith(`${needed}/`)),
      plugins: [dts({ tsconfig: join(library.folder, 'tsconfig.json'), compilerOptions })],
      onwarn(warning) {
        throw new Error(`The types of ${library.manifest.name} cannot be bundled: ${warning.message}`);
      },
    });
    await bundle.write({ file: join(folder, `${name}.d.ts`), format: 'es' });
    await bundle.close();
    await copyFile(join(folder, `${name}.d.ts`), join(folder, `${name}.d.cts`));
  }
}
