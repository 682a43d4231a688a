import { execFile } from 'node:child_process';
import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { builtinModules } from 'node:module';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { build, type Metafile } from 'esbuild';
import { bundledLicences } from './bundled-licences.ts';
import { commandManifest, packageJsonSchema } from './command-manifest.ts';

const appFolder = 'apps/tickerlake';
const pageFolder = 'apps/preview';
/** A bundled CommonJS package loads built-in modules with `require`, which ES modules lack. */
const requireForBundled =
  "import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);";
/** What cannot be bundled: it loads the native library of the platform that it is installed on. */
const native = ['@duckdb/node-bindings'];

/**
 * Builds the command into an empty folder, as a package that needs no clone: it has the folders that the command reads below the root of
 * the repository. Everything is bundled except the native library of DuckDB, so an install is three packages.
 *
 * @throws {Error} when a source does not compile, or a bundled package has no licence.
 * @example
 * await buildCommand('/path/to/tickerlake', '/data/packages/cli');
 */
export async function buildCommand(root: string, folder: string, repository?: string): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const readManifest = async (path: string) =>
    packageJsonSchema.parse(JSON.parse(await readFile(join(root, path, 'package.json'), 'utf8')));
  const metafile = await bundle(root, folder);
  await copyPage(root, folder);
  await cp(join(root, 'quality'), join(folder, 'quality'), { recursive: true });
  await cp(join(root, 'docs'), join(folder, 'docs'), {
    recursive: true,
    filter: (path) => path.endsWith('.md') || !/\.\w+$/.test(path),
  });
  for (const file of ['LICENSE', 'CHANGELOG.md', 'tickerlake.config.schema.json'])
    await cp(join(root, file), join(folder, file));
  await cp(join(root, appFolder, 'README.md'), join(folder, 'README.md'));
  const installed = await Promise.all(
    externalPackages(metafile).map(
      async (name) => [name, (await readManifest(`node_modules/${name}`)).version] as const,
    ),
  );
  const manifest = commandManifest(await readManifest(appFolder), Object.fromEntries(installed), repository);
  await writeFile(join(folder, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  const inPage = Object.keys((await readManifest(pageFolder)).dependencies).map((name) => `node_modules/${name}/`);
  const licences = await bundledLicences(root, [...Object.keys(metafile.inputs), ...inPage]);
  await writeFile(join(folder, 'THIRD-PARTY-LICENSES.txt'), licences);
}

async function bundle(root: string, folder: string): Promise<Metafile> {
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: { main: `${appFolder}/src/main.ts` },
    outdir: join(folder, appFolder, 'dist'),
    chunkNames: 'parts/[name]-[hash]',
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    // Names stay, so that the stack of an error can be read.
    minifySyntax: true,
    minifyWhitespace: true,
    legalComments: 'none',
    banner: { js: requireForBundled },
    external: native,
    metafile: true,
    logLevel: 'silent',
  });
  return metafile;
}

/** The launcher of the repository builds the page; what it says on standard error is why it could not. */
async function copyPage(root: string, folder: string): Promise<void> {
  const launcher = join(root, 'tools/repository/src/launch/main.mjs');
  const { stderr } = await promisify(execFile)(process.execPath, [launcher, '--version']);
  if (stderr !== '') throw new Error(`The page cannot be built: ${stderr}`);
  for (const file of ['index.html', 'main.js', 'main.css'])
    await cp(join(root, pageFolder, 'dist', file), join(folder, pageFolder, 'dist', file));
}

/** The packages that the bundle still imports. */
const externalPackages = ({ outputs }: Metafile): string[] => [
  ...new Set(
    Object.values(outputs).flatMap(({ imports }) =>
      imports
        .filter(
          ({ path, external }) => external === true && !path.startsWith('node:') && !builtinModules.includes(path),
        )
        .map(({ path }) => /^(@[^/]+\/)?[^/]+/.exec(path)?.[0] ?? path),
    ),
  ),
];
