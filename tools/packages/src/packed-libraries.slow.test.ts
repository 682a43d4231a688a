import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packLibraries, type PackedLibrary } from './pack-libraries.ts';

const root = join(import.meta.dirname, '../../..');
const tools = ['typescript@5.9.3', '@types/node@24.10.1', 'publint@0.3.25', '@arethetypeswrong/cli@0.18.5'];
let folder: string;
let packed: readonly PackedLibrary[];

/** How another project uses each library, in TypeScript. */
const use = `
const client = createPolygonClient({ apiKey: 'canary', limiter: freePlanLimiter() });
const pages: AsyncIterable<{ readonly bars: readonly unknown[] }> | null = process.argv.length > 99
  ? client.aggregatePages({ ticker: 'AAPL', multiplier: 1, timespan: 'hour', from: '2026-05-01', to: '2026-05-29', adjusted: false }) : null;
const bars: number = createStockCalendar().expectedBars(createStockCalendar().nextSession('2026-11-26'), 60_000);
const variance: number | null = parkinson.value({ open: 10, high: 12, low: 9, close: 11 });
const rules: number = parseDqdl('Rules = [ RowCount > 0 ]').rules.length;
const db = plainDatabase('duckdb', async () => [{ n: 1 }]);
const query: string = athenaQueryBuilder<{ bars: { ticker: string } }>().selectFrom('bars').select('ticker').compile().sql;
const fetched = async (): Promise<number> => {
  const server = await serveVendor(inTurn(faults.serverError(), { body: toAnswer(toBars(0, 2)) }));
  const vendor = createPolygonClient({ apiKey: 'canary', baseUrl: server.url, clock: createJumpingClock(), attemptTimeoutMs: 3_600_000 });
  const got = await vendor.aggregates({ ticker: 'AAPL', multiplier: 1, timespan: 'minute', from: '2026-05-20', to: '2026-05-20', adjusted: false });
  await server.close();
  return got.length;
};
void fetched().then((fetchedBars) => console.log(JSON.stringify({ fetchedBars, pages, bars, variance: variance === null ? null : variance.toFixed(4), rules, query, db: typeof db })));
`;
const names: Record<string, string> = {
  'polygon-client': 'createPolygonClient, freePlanLimiter',
  'polygon-client/testing': 'inTurn, faults, serveVendor, toAnswer, toBars, createJumpingClock',
  'market-calendar': 'createStockCalendar',
  volatility: 'parkinson',
  'data-quality': 'parseDqdl, plainDatabase',
  'athena-sql': 'athenaQueryBuilder',
};
const imports = Object.entries(names)
  .map(([library, what]) => `import { ${what} } from '@tickerlake/${library}';`)
  .join('\n');
const requires = Object.entries(names)
  .map(([library, what]) => `const { ${what} } = require('@tickerlake/${library}');`)
  .join('\n');
const untyped = use
  .replaceAll(/const (\w+): [^=]+= /g, 'const $1 = ')
  .replace('(): Promise<number> =>', '() =>')
  .replace('<{ bars: { ticker: string } }>', '');

const inProject = async (command: string, ...args: string[]): Promise<string> => {
  const { stdout } = await promisify(execFile)(command, args, { cwd: folder, maxBuffer: 1e8 }).catch(
    (error: unknown) => {
      const { stdout: said = '', stderr = '' } = error as { stdout?: string; stderr?: string };
      throw new Error(`${command} ${args.join(' ')}: ${said}${stderr}`, { cause: error });
    },
  );
  return stdout;
};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tickerlake-packages-'));
  packed = await packLibraries(
    root,
    Object.keys(names).filter((name) => !name.includes('/')),
    join(folder, 'packages'),
  );
  await writeFile(join(folder, 'package.json'), '{ "private": true }');
  const args = ['install', '--no-audit', '--no-fund', '--ignore-scripts', ...packed.map(({ tarball }) => tarball)];
  await inProject('npm', ...args, ...tools);
}, 240_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('the packed libraries in another project', () => {
  const expected = {
    fetchedBars: 3,
    pages: null,
    bars: 210,
    variance: '0.0298',
    rules: 1,
    query: 'select "ticker" from "bars"',
    db: 'object',
  };

  it.each([
    { name: 'ES modules', file: 'use.mjs', text: `${imports}${untyped}` },
    { name: 'CommonJS', file: 'use.cjs', text: `${requires}${untyped}` },
  ])('run as $name', async ({ file, text }) => {
    await writeFile(join(folder, file), text);

    expect(JSON.parse(await inProject(process.execPath, file))).toEqual(expected);
  });

  it.each([
    { name: 'node16', files: ['node16.mts', 'node16.cts'], options: ['--module', 'node16'] },
    { name: 'nodenext', files: ['nodenext.mts', 'nodenext.cts'], options: ['--module', 'nodenext'] },
    { name: 'a bundler', files: ['bundler.ts'], options: ['--module', 'esnext', '--moduleResolution', 'bundler'] },
  ])('have types for $name, from ES and CommonJS modules', { timeout: 120_000 }, async ({ files, options }) => {
    for (const file of files) await writeFile(join(folder, file), `${imports}${use}`);
    const strict = ['--strict', '--exactOptionalPropertyTypes', '--target', 'es2023', '--types', 'node', '--noEmit'];

    expect(await inProject('npx', 'tsc', ...strict, ...options, ...files)).toBe('');
  });

  // All are built the same way: one with one entry, and one with two entries that needs another library.
  it.each(['polygon-client', 'athena-sql'])(
    '%s satisfies publint and "are the types wrong"',
    { timeout: 120_000 },
    async (library) => {
      const tarball = packed.find(({ name }) => name === `@tickerlake/${library}`)?.tarball ?? '';

      expect(await inProject('npx', 'publint', tarball, '--strict')).toContain('All good');
      expect(await inProject('npx', 'attw', tarball, '--no-color')).toContain('No problems found');
    },
  );

  it('make a bundle of one endpoint of the client that has at most 14 kB gzipped', async () => {
    const contents = `import { aggregatePages, createConnection } from '@tickerlake/polygon-client';
      globalThis.pages = (apiKey, request) => aggregatePages(createConnection({ apiKey }), request);`;
    const { outputFiles } = await build({
      stdin: { contents, resolveDir: folder, loader: 'js' },
      bundle: true,
      minify: true,
      format: 'esm',
      platform: 'browser',
      target: 'es2022',
      write: false,
    });

    expect(gzipSync(outputFiles[0]?.contents ?? '', { level: 9 }).length).toBeLessThanOrEqual(14_000);
  });
});
