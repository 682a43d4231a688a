import { mkdirSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describeInputs, isCurrent } from './inputs-manifest.mjs';

/** @import { BuildOptions, OutputFile } from 'esbuild' */

const MANIFEST = 'inputs.json';
const KEEP_UNUSED_MS = 24 * 60 * 60 * 1000; // a server started yesterday may still load its chunks

/**
 * One bundle: esbuild's options, and the files other than sources that affect its content.
 *
 * @typedef {object} Bundle
 * @property {string} outFolder From the repository's root; git-ignored.
 * @property {readonly string[]} alsoMadeFrom From the repository's root: the lock file, package.json files with `exports`, ...
 * @property {BuildOptions} options
 */

/**
 * Brings a bundle up to date; does nothing when none of its inputs has changed. Another process may be running the
 * older bundle, so every file is replaced atomically and unused chunks are kept for a day.
 *
 * @example
 * await bundleWhenChanged('/path/to/tickerlake', nodeBundle(root, 'apps/tickerlake'));
 *
 * @param {string} root
 * @param {Bundle} bundle
 * @returns {Promise<boolean>} Whether it was rebuilt.
 * @throws {import('esbuild').BuildFailure} When a source does not compile; esbuild has printed where.
 */
export async function bundleWhenChanged(root, bundle) {
  const outFolder = join(root, bundle.outFolder);
  const manifestPath = join(outFolder, MANIFEST);
  if (isCurrent(root, manifestPath)) return false;
  const startedAtMs = Date.now();
  const { build } = await import('esbuild');
  const { outputFiles, metafile } = await build({
    absWorkingDir: root,
    outdir: bundle.outFolder,
    bundle: true,
    format: 'esm',
    sourcemap: 'linked',
    logLevel: 'error',
    ...bundle.options,
    metafile: true,
    write: false,
  });
  const sources = Object.keys(metafile.inputs).filter((path) => !path.startsWith('node_modules/')); // the lock file covers those
  const inputs = describeInputs(root, [...new Set([...sources, ...bundle.alsoMadeFrom])].sort(), startedAtMs);
  for (const file of partsFirst(outputFiles)) writeWhole(file.path, file.contents);
  writeWhole(manifestPath, JSON.stringify(inputs));
  removeUnused(outFolder, new Set([manifestPath, ...outputFiles.map((file) => file.path)]));
  return true;
}

/**
 * The entry is written last, so that every chunk it names already exists.
 *
 * @param {readonly OutputFile[]} files
 */
function partsFirst(files) {
  return [...files].sort((a, b) => b.path.split(/[\\/]/).length - a.path.split(/[\\/]/).length);
}

/**
 * @param {string} path
 * @param {string | Uint8Array} content
 */
function writeWhole(path, content) {
  const draft = `${path}.${process.pid}.draft`;
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(draft, content);
  renameSync(draft, path);
}

/**
 * @param {string} folder
 * @param {ReadonlySet<string>} used
 */
function removeUnused(folder, used) {
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (!entry.isFile() || used.has(path)) continue;
    if (Date.now() - statSync(path).mtimeMs > KEEP_UNUSED_MS) rmSync(path, { force: true });
  }
}
