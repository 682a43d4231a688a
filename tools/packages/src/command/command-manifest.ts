import * as z from 'zod';

/** What is read of a package.json. */
export const packageJsonSchema = z.object({
  version: z.string(),
  license: z.string().default(''),
  dependencies: z.record(z.string(), z.string()).default({}),
});

/** The name of the packed command on npm. */
export const commandName = '@tickerlake/cli';

/**
 * The package.json of the packed command. Its dependencies are exact: what is installed is what the tests ran with.
 *
 * @param app the package.json of the command in this repository.
 * @param dependencies versions of the packages that are not bundled, by name.
 * @param repository where the sources are on the web; npm's provenance compares it with who published.
 * @example
 * commandManifest(app, { '@duckdb/node-bindings': '1.5.6-r.1' }).bin; // { tickerlake: 'apps/tickerlake/dist/main.js' }
 */
export function commandManifest(
  app: z.infer<typeof packageJsonSchema>,
  dependencies: Readonly<Record<string, string>>,
  repository?: string,
) {
  return {
    name: commandName,
    version: app.version,
    description: "Hourly volatility of stocks: from a market-data vendor's API to charts you can trust",
    keywords: ['volatility', 'market-data', 'polygon', 'massive', 'duckdb', 'athena', 'grafana', 'data-quality'],
    license: app.license,
    ...(repository !== undefined && { repository: { type: 'git', url: `git+${repository}.git` } }),
    type: 'module',
    engines: { node: '>=20.19' },
    bin: { tickerlake: 'apps/tickerlake/dist/main.js' },
    dependencies,
  };
}
