import { exec, execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as z from 'zod';

const project = join(import.meta.dirname, '..');
const PackageJson = z.object({ nx: z.object({ targets: z.object({ bundle: z.object({ command: z.string() }) }) }) });
const Metafile = z.object({
  outputs: z.record(z.string(), z.object({ inputs: z.record(z.string(), z.object({ bytesInOutput: z.number() })) })),
});
let folder: string;

/** The bundles as the target builds them, in an otherwise empty folder. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'orchestrator-bundle-'));
  const { command } = PackageJson.parse(JSON.parse(await readFile(join(project, 'package.json'), 'utf8'))).nx.targets
    .bundle;
  const env = {
    ...process.env,
    PATH: `${join(project, '../../node_modules/.bin')}${delimiter}${process.env['PATH'] ?? ''}`,
  };
  const elsewhere = command
    .replace('--outdir=dist', `--outdir="${folder}" --metafile="${join(folder, 'meta.json')}"`)
    .replaceAll('dist/quality', `"${folder}/quality"`);
  await promisify(exec)(elsewhere, { cwd: project, env });
}, 60_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

const load = (name: string, env: Readonly<Record<string, string>>) => {
  const script = `const { handler } = await import(${JSON.stringify(pathToFileURL(join(folder, name)).href)}); process.stdout.write(typeof handler);`;
  return promisify(execFile)(process.execPath, ['--input-type=module', '--eval', script], {
    cwd: folder,
    env: { AWS_REGION: 'us-east-1', ...env },
  });
};

test('the bundles contain no local engine', async () => {
  const { outputs } = Metafile.parse(JSON.parse(await readFile(join(folder, 'meta.json'), 'utf8')));
  const inputs = Object.values(outputs).flatMap((output) =>
    Object.entries(output.inputs)
      .filter(([, { bytesInOutput }]) => bytesInOutput > 0)
      .map(([path]) => path),
  );
  expect(inputs).toContain('src/orchestrate.ts');
  expect(
    inputs.filter((path) =>
      /@duckdb|pipeline\/src\/local\/|libs\/(local-athena|dashboards|simulated-market)/.test(path),
    ),
  ).toEqual([]);
});

test('run as Lambdas without node_modules, with the rules next to them, and name missing environment variables', async () => {
  const lake = {
    LAKE_LOCATION: 's3://lake/tickerlake/polygon/',
    DATABASE: 'tickerlake_polygon',
    WORKGROUP: 'w',
    INGEST_FUNCTION: 'arn:ingest:live',
    TICKERS: 'magnificent7',
  };
  expect((await load('orchestrator.mjs', lake)).stdout).toBe('function');
  expect((await load('dispatcher.mjs', { ORCHESTRATOR_FUNCTION: 'arn:orchestrator:live' })).stdout).toBe('function');
  await expect(load('orchestrator.mjs', { ...lake, TICKERS: '' })).rejects.toMatchObject({
    stderr: expect.stringContaining('TICKERS'),
  });
  await expect(load('dispatcher.mjs', {})).rejects.toMatchObject({
    stderr: expect.stringContaining('ORCHESTRATOR_FUNCTION'),
  });
});
