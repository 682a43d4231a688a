import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packCommand } from './pack-command.ts';
import { type Offered, serveRegistry } from './testing/local-registry.ts';

const root = join(import.meta.dirname, '../../../..');
let folder: string;
/** An empty folder: the command runs in it, as a newcomer does. */
let empty: string;
let tarball: string;
let registry: Awaited<ReturnType<typeof serveRegistry>>;
let environment: NodeJS.ProcessEnv;
let page: ChildProcess | undefined;

/** An installed package of this repository, uncompressed: packing DuckDB again would take longer than the test. */
async function offer(name: string): Promise<Offered> {
  const installed = join(root, 'node_modules', name);
  const tarball = join(folder, `${name.replaceAll('/', '-')}.tar`);
  await promisify(execFile)('tar', ['-cf', tarball, '-C', dirname(installed), basename(installed)]);
  return { manifest: join(installed, 'package.json'), tarball };
}

/** `npx @tickerlake/cli ...args`; what npm itself warns of is on standard error. */
const npx = (...args: string[]) =>
  promisify(execFile)('npx', ['--yes', '@tickerlake/cli', ...args], {
    cwd: empty,
    env: environment,
    shell: process.platform === 'win32',
  });

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tickerlake-cli-'));
  empty = join(folder, 'empty');
  await mkdir(empty);
  ({ tarball } = await packCommand(root, folder));
  const native = (await readdir(join(root, 'node_modules/@duckdb'))).filter((name) => name.startsWith('node-bindings'));
  const others = await Promise.all([...native.map((name) => `@duckdb/${name}`), 'detect-libc'].map(offer));
  registry = await serveRegistry([{ manifest: join(folder, 'cli/package.json'), tarball }, ...others]);
  // Neither the settings of the npm that runs the tests nor a key of the developer.
  const own = Object.entries(process.env).filter(([name]) => !/^npm_|_API_KEY$|^NODE_OPTIONS$/i.test(name));
  environment = {
    ...Object.fromEntries(own),
    npm_config_registry: registry.url,
    npm_config_cache: join(folder, 'cache'),
    npm_config_update_notifier: 'false',
  };
}, 120_000);
afterAll(async () => {
  if (page?.pid !== undefined && page.exitCode === null && page.signalCode === null) process.kill(-page.pid, 'SIGKILL');
  await registry.close();
  await rm(folder, { recursive: true, force: true });
});

describe('npx @tickerlake/cli in an empty folder, from a registry that has nothing else', () => {
  it('installs the command and the native engine, without a warning', async () => {
    const { stdout, stderr } = await npx('--version');

    expect(stdout.trim()).toMatch(/^\d+\.\d+\.\d+$/);
    expect(stderr).toBe('');
    expect([...new Set(registry.asked.filter((path) => path.startsWith('files/')))].sort()).toEqual([
      'files/@duckdb/node-bindings-' + `${process.platform}-${process.arch}.tgz`,
      'files/@duckdb/node-bindings.tgz',
      'files/@tickerlake/cli.tgz',
      'files/detect-libc.tgz',
    ]);
  });

  it('shows its help, and how it is scheduled without a clone', async () => {
    expect((await npx('--help')).stdout).toContain('start');
    const { stdout } = await npx('schedule', 'print', '--cron');

    expect(stdout).toContain('npx @tickerlake/cli schedule print --cron');
    expect(stdout).toMatch(/node_modules\/@tickerlake\/cli\/apps\/tickerlake\/dist\/main\.js' 'run'/);
  });

  it('starts: a simulated market, the page, the data of a chart; it writes nothing but its store', async () => {
    const started = spawn('npx', ['--yes', '@tickerlake/cli', 'start', '--no-open'], {
      cwd: empty,
      env: environment,
      stdio: ['ignore', 'pipe', 'ignore'],
      detached: true,
      shell: process.platform === 'win32',
    });
    page = started;
    let said = '';
    for await (const chunk of started.stdout) {
      said += String(chunk);
      if (said.includes('Ctrl-C')) break;
    }
    const url = /http:\/\/\S+/.exec(said)?.[0] ?? '';

    expect(await (await fetch(url)).text()).toContain('<!doctype html>');
    expect((await fetch(`${url}main.js`)).status).toBe(200);
    const asked = { dashboard: 'tickerlake-hourly-volatility', panel: '1', 'var-ticker': 'AAPL' };
    const range = { from: String(Date.now() - 7 * 86_400_000), to: String(Date.now()) };
    const answer = await fetch(`${url}api/panel?${new URLSearchParams({ ...asked, ...range }).toString()}`);
    expect(await answer.json()).toMatchObject({ rows: expect.arrayContaining([expect.any(Array)]) });
    expect(await readdir(empty)).toEqual(['.tickerlake']);
    // npx passes no signal on: the whole group gets it, as with Ctrl-C on a terminal.
    process.kill(-(started.pid ?? 0), 'SIGINT');
    await once(started, 'close');
  });
});

describe('the image of the Dockerfile', () => {
  it('is what its own commands install from the tarball, and its entry is the command', async () => {
    const recipe = await readFile(join(root, 'Dockerfile'), 'utf8');
    const [, taken = '', name = ''] = /^COPY (dist\/packages\/\S+) (\S+)$/m.exec(recipe) ?? [];
    const [, install = ''] = /^RUN (npm install .*)$/m.exec(recipe) ?? [];
    const [, entry = ''] = /^ENTRYPOINT \["node", "\/opt\/tickerlake\/(.*)"\]$/m.exec(recipe) ?? [];
    const image = join(folder, 'image');
    await mkdir(image);
    // The wildcard of COPY takes the one tarball that `npm run pack -- cli` leaves, and .dockerignore sends no other file.
    expect(
      new RegExp(`^${taken.replaceAll('.', '\\.').replace('*', '[^/]*')}$`).test(`dist/packages/${basename(tarball)}`),
    ).toBe(true);
    expect((await readFile(join(root, '.dockerignore'), 'utf8')).trim().split('\n').at(-1)).toBe(`!${taken}`);
    await cp(tarball, join(image, name));
    await promisify(execFile)('sh', ['-c', install], { cwd: image, env: environment });

    expect(await readdir(image)).toEqual(['node_modules']);
    const { stdout } = await promisify(execFile)(process.execPath, [join(image, entry), '--version'], { cwd: empty });
    expect(stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
    expect(recipe.match(/^USER (.*)$/gm)).toEqual(['USER 1000']);
  });
});
