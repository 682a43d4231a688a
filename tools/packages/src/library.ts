import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';

/** The scope of the packages in this repository. */
export const scope = '@tickerlake/';

const manifestSchema = z.object({
  name: z.string().startsWith(scope),
  version: z.string(),
  description: z.string(),
  license: z.string(),
  sideEffects: z.boolean(),
  /** Sources by entry: `.`, `./backoff`. */
  exports: z.record(z.string(), z.string()),
  dependencies: z.record(z.string(), z.string()).default({}),
  /** Whether `./testing` is for others, too: most of those entries are for this repository's own tests. */
  packsTesting: z.boolean().default(false),
});

/** The package.json of a library in this repository. */
export type LibraryManifest = z.infer<typeof manifestSchema>;

/** A library in this repository. */
export interface Library {
  /** Folder below `libs`. */
  readonly name: string;
  readonly folder: string;
  readonly manifest: LibraryManifest;
  /** What others may import: by entry, paths below `folder`, without the entries for tests that are not for others. */
  readonly entries: Readonly<Record<string, string>>;
}

/** Throws when there is no such library. */
async function readLibrary(root: string, name: string): Promise<Library> {
  const folder = join(root, 'libs', name);
  const text = await readFile(join(folder, 'package.json'), 'utf8').catch((cause: unknown) => {
    throw new Error(`There is no library "${name}": libs/${name}/package.json cannot be read.`, { cause });
  });
  const manifest = manifestSchema.parse(JSON.parse(text));
  const entries = Object.entries(manifest.exports).filter(
    ([entry]) => entry !== './package.json' && (entry !== './testing' || manifest.packsTesting),
  );
  return { name, folder, manifest, entries: Object.fromEntries(entries) };
}

/**
 * Libraries with all libraries of this repository that they need, each after the libraries that it needs.
 *
 * @throws {Error} when a name is unknown.
 * @example
 * const libraries = await withNeededLibraries('/path/to/tickerlake', ['data-quality']);
 */
export async function withNeededLibraries(root: string, names: readonly string[]): Promise<Library[]> {
  const ordered = new Map<string, Library>();
  const add = async (name: string): Promise<void> => {
    if (ordered.has(name)) return;
    const library = await readLibrary(root, name);
    for (const needed of Object.keys(library.manifest.dependencies)) {
      if (needed.startsWith(scope)) await add(needed.slice(scope.length));
    }
    ordered.set(name, library);
  };
  for (const name of names) await add(name);
  return [...ordered.values()];
}
