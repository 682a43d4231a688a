import { type LibraryManifest, scope } from './library.ts';

/**
 * The package.json of a packed library: each entry for `import` and `require` with its types; libraries of this repository in the version
 * that is packed with it.
 *
 * @param entries of the package, by name of the built file.
 * @param versionOf the version of another library of this repository.
 * @param repository where the sources are on the web; npm's provenance compares it with who published.
 * @example
 * publishedManifest(manifest, { '.': 'index' }, () => '0.1.0').main; // './index.cjs'
 */
export function publishedManifest(
  manifest: LibraryManifest,
  entries: Readonly<Record<string, string>>,
  versionOf: (name: string) => string,
  repository?: string,
) {
  const { name, version, description, license, sideEffects, dependencies } = manifest;
  return {
    name,
    version,
    description,
    license,
    ...(repository !== undefined && { repository: { type: 'git', url: `git+${repository}.git` } }),
    type: 'module',
    sideEffects,
    engines: { node: '>=20.19' },
    main: './index.cjs',
    module: './index.js',
    types: './index.d.ts',
    exports: {
      ...Object.fromEntries(
        Object.entries(entries).map(([entry, file]) => [
          entry,
          {
            import: { types: `./${file}.d.ts`, default: `./${file}.js` },
            require: { types: `./${file}.d.cts`, default: `./${file}.cjs` },
          },
        ]),
      ),
      './package.json': './package.json',
    },
    files: ['*.js', '*.cjs', '*.d.ts', '*.d.cts', '*.md'],
    dependencies: Object.fromEntries(
      Object.entries(dependencies).map(([needed, range]) => [
        needed,
        needed.startsWith(scope) ? `^${versionOf(needed)}` : range,
      ]),
    ),
  };
}
