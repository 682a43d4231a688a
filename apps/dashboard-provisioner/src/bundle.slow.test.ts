import { exec, execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import * as z from 'zod';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const project = join(import.meta.dirname, '..');
const PackageJson = z.object({ nx: z.object({ targets: z.object({ bundle: z.object({ command: z.string() }) }) }) });
const Metafile = z.object({ inputs: z.record(z.string(), z.unknown()) });
let folder: string;

/** The bundle as the target builds it, in an otherwise empty folder. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'provisioner-bundle-'));
  const { command } = PackageJson.parse(JSON.parse(await readFile(join(project, 'package.json'), 'utf8'))).nx.targets
    .bundle;
  const env = {
    ...process.env,
    PATH: `${join(project, '../../node_modules/.bin')}${delimiter}${process.env['PATH'] ?? ''}`,
  };
  await promisify(exec)(
    `${command.replace('--outdir=dist', `--outdir="${folder}"`)} --metafile="${join(folder, 'meta.json')}"`,
    { cwd: project, env },
  );
}, 60_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Runs Node outside the repository, with only the given environment. */
const node = async (args: readonly string[], env: Readonly<Record<string, string>> = {}) =>
  promisify(execFile)(process.execPath, [...args], { cwd: folder, env }).then(
    ({ stdout, stderr }) => ({ code: 0, out: stdout, err: stderr }),
    (error: { code: number; stdout: string; stderr: string }) => ({
      code: error.code,
      out: error.stdout,
      err: error.stderr,
    }),
  );

describe('the bundle', () => {
  it('contains no engine and no source of bars, and is small enough to read', async () => {
    const inputs = Object.keys(Metafile.parse(JSON.parse(await readFile(join(folder, 'meta.json'), 'utf8'))).inputs);

    expect(
      inputs.filter((path) => /@duckdb|libs\/(pipeline|local-athena|polygon-client|simulated-market)/.test(path)),
    ).toEqual([]);
    for (const name of ['main.mjs', 'cli.mjs'])
      expect((await stat(join(folder, name))).size, name).toBeLessThan(1_500_000);
  });

  it('runs as a command without node_modules', async () => {
    expect(await node([join(folder, 'cli.mjs'), '--help'])).toMatchObject({
      code: 0,
      out: expect.stringContaining('Usage: dashboard-provisioner'),
      err: '',
    });
    expect(await node([join(folder, 'cli.mjs'), 'export', 'files'])).toMatchObject({
      code: 0,
      out: expect.stringContaining('tickerlake.yaml'),
      err: '',
    });
    expect(await node([join(folder, 'cli.mjs'), 'plan'])).toMatchObject({
      code: 1,
      err: expect.stringMatching(/^error: No token: set one of/),
    });
  });

  it('runs as a Lambda without node_modules', async () => {
    const script = `const { handler } = await import(${JSON.stringify(pathToFileURL(join(folder, 'main.mjs')).href)}); process.stdout.write(typeof handler);`;

    expect(
      await node(['--input-type=module', '--eval', script], {
        GRAFANA_URL: 'https://grafana.example.com',
        GRAFANA_TOKEN: 'x',
      }),
    ).toMatchObject({ code: 0, out: 'function' });
    expect(await node(['--input-type=module', '--eval', script])).toMatchObject({
      code: 1,
      err: expect.stringContaining('No token: set one of'),
    });
  });
});
