import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { toNavigation } from './site-navigation.ts';
import { toSitePage } from './site-page.ts';

const siteFolder = 'tools/packages/site';
const indexPage = 'docs/index.md';
const homeImage = 'docs/pages/hourly-volatility.webp';

/** What the site is built with. */
export interface SiteOptions {
  /** The libraries whose docstrings become reference pages. */
  readonly libraries: readonly string[];
  /** Where the sources are on the web, such as `https://github.com/owner/name`; null when it is unknown. */
  readonly repository: string | null;
  /** The path of the site on its server, with slashes: `/` or `/name/`. */
  readonly base: string;
}

/**
 * Builds the documentation site: `docs/`, the READMEs and the docstrings of the libraries, with a search that needs no server. Its tools
 * are installed in `tools/packages/site`, apart from the workspace.
 *
 * @param out the folder for the site; it is emptied first.
 * @throws {Error} when a link leads nowhere, or a tool fails: with what it said.
 * @example
 * await buildSite('/path/to/tickerlake', '/data/site', { libraries: ['volatility'], repository: null, base: '/' });
 */
export async function buildSite(root: string, out: string, options: SiteOptions): Promise<void> {
  const site = join(root, siteFolder);
  const pages = join(site, 'pages');
  const run = async (command: string, args: readonly string[], cwd = site): Promise<void> => {
    await promisify(execFile)(command, args, {
      cwd,
      env: { ...process.env, DOCS_BASE: options.base },
      shell: process.platform === 'win32',
      maxBuffer: 1e8,
    }).catch((cause: { readonly stdout?: string; readonly stderr?: string }) => {
      throw new Error(`${command} ${args.join(' ')} failed:\n${cause.stdout ?? ''}${cause.stderr ?? ''}`, { cause });
    });
  };
  await rm(pages, { recursive: true, force: true });
  if (!existsSync(join(site, 'node_modules/.package-lock.json')))
    await run('npm', ['ci', '--no-audit', '--no-fund', '--ignore-scripts']);
  const files = await copyPages(root, pages, options.repository);
  await copyNavigation(root, pages, files, options);
  for (const library of options.libraries) await run('node_modules/.bin/typedoc', typedocOptions(library));
  await removeAnchors(join(pages, 'api'));
  await run('node_modules/.bin/vitepress', ['build', '.', '--outDir', out]);
}

/** Copies pages and images, and returns their paths. */
async function copyPages(root: string, pages: string, repository: string | null): Promise<string[]> {
  const { stdout } = await promisify(execFile)('git', ['ls-files', '*.md', '*.webp'], { cwd: root });
  const files = stdout.split('\n').filter((path) => path !== '' && !path.startsWith(siteFolder));
  const has = (path: string): boolean => files.includes(path);
  const sources = repository === null ? null : `${repository}/blob/main/`;
  for (const path of files) {
    const to = join(pages, path.replace(/README\.md$/, 'index.md'));
    await mkdir(dirname(to), { recursive: true });
    if (!path.endsWith('.md')) await cp(join(root, path), to);
    else {
      const text = toSitePage(await readFile(join(root, path), 'utf8'), path, { has, sources });
      await writeFile(to, text.replaceAll(/(\]\([^)]*)README\.md/g, '$1index.md'));
    }
  }
  return files;
}

/** The home page is the site's own; the root README is the page `about`. */
async function copyNavigation(root: string, pages: string, files: readonly string[], options: SiteOptions) {
  await cp(join(pages, 'index.md'), join(pages, 'about.md'));
  await cp(join(root, siteFolder, 'home.md'), join(pages, 'index.md'));
  await cp(join(root, homeImage), join(pages, 'public', basename(homeImage)));
  const libraries = files
    .map((path) => /^libs\/([^/]+)\/README\.md$/.exec(path)?.[1])
    .filter((name) => name !== undefined);
  const navigation = {
    repository: options.repository,
    guides: toNavigation(await readFile(join(root, indexPage), 'utf8')),
    libraries: libraries.map((name) => ({
      text: name,
      link: `/libs/${name}/`,
      ...(options.libraries.includes(name) && { items: [{ text: 'API', link: `/api/${name}/` }] }),
    })),
  };
  await writeFile(join(pages, 'navigation.json'), JSON.stringify(navigation));
}

/** TypeDoc marks rows of tables with elements of HTML, which the site shows as text. */
async function removeAnchors(folder: string): Promise<void> {
  for (const name of await readdir(folder, { recursive: true })) {
    if (!name.endsWith('.md')) continue;
    const path = join(folder, name);
    await writeFile(path, (await readFile(path, 'utf8')).replaceAll(/<a id="[^"]*"><\/a> ?/g, ''));
  }
}

/** A page per export. */
const typedocOptions = (library: string): string[] => [
  ...['--entryPoints', `../../../libs/${library}/src/index.ts`, '--tsconfig', `../../../libs/${library}/tsconfig.json`],
  ...['--plugin', 'typedoc-plugin-markdown', '--out', `pages/api/${library}`, '--name', `${library}: API`],
  ...['--readme', 'none', '--router', 'member', '--entryFileName', 'index', '--hidePageHeader', '--hideBreadcrumbs'],
  ...['--disableSources', '--excludePrivate', '--excludeExternals', '--skipErrorChecking', '--logLevel', 'Error'],
  ...['--parametersFormat', 'table', '--interfacePropertiesFormat', 'table', '--typeDeclarationFormat', 'table'],
];
