import { exec, execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';

const project = join(import.meta.dirname, '..');
const PackageJson = z.object({ nx: z.object({ targets: z.object({ bundle: z.object({ command: z.string() }) }) }) });
const Metafile = z.object({
  outputs: z.record(z.string(), z.object({ inputs: z.record(z.string(), z.object({ bytesInOutput: z.number() })) })),
});
let folder: string;

/** The bundle as the target builds it, in an otherwise empty folder. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ingest-bundle-'));
  const { command } = PackageJson.parse(JSON.parse(await readFile(join(project, 'package.json'), 'utf8'))).nx.targets
    .bundle;
  const env = {
    ...process.env,
    PATH: `${join(project, '../../node_modules/.bin')}${delimiter}${process.env['PATH'] ?? ''}`,
  };
  await promisify(exec)(
    `${command.replace('--outfile=dist/main.mjs', `--outfile="${join(folder, 'main.mjs')}"`)} --metafile="${join(folder, 'meta.json')}"`,
    { cwd: project, env },
  );
}, 60_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('the bundle', () => {
  it('contains no engine and is smaller than one megabyte', async () => {
    const { outputs } = Metafile.parse(JSON.parse(await readFile(join(folder, 'meta.json'), 'utf8')));
    const inputs = Object.values(outputs).flatMap((output) =>
      Object.entries(output.inputs)
        .filter(([, { bytesInOutput }]) => bytesInOutput > 0)
        .map(([path]) => path),
    );
    expect(inputs).toContain('src/ingest.ts');
    expect(
      inputs.filter((path) =>
        /duckdb|kysely|libs\/(athena-sql(?!\/src\/calls\/)|local-athena|data-quality|dashboards|simulated-market)/.test(
          path,
        ),
      ),
    ).toEqual([]);
    expect((await stat(join(folder, 'main.mjs'))).size).toBeLessThan(1_000_000);
  });

  it('runs as a Lambda without node_modules, and names missing environment variables', async () => {
    const script = `const { handler } = await import(${JSON.stringify(pathToFileURL(join(folder, 'main.mjs')).href)}); process.stdout.write(typeof handler);`;
    const run = (env: Readonly<Record<string, string>>) =>
      promisify(execFile)(process.execPath, ['--input-type=module', '--eval', script], { cwd: folder, env });

    expect((await run({ API_KEY_PARAMETER: '/key', STREAM_NAME: 'raw-bars', AWS_REGION: 'us-east-1' })).stdout).toBe(
      'function',
    );
    expect(
      (
        await run({
          API_KEY_PARAMETER: '/key',
          LANDING: 's3',
          LAKE_LOCATION: 's3://lake/tickerlake/',
          AWS_REGION: 'us-east-1',
        })
      ).stdout,
    ).toBe('function');
    await expect(run({ API_KEY_PARAMETER: '/key' })).rejects.toMatchObject({
      stderr: expect.stringContaining('STREAM_NAME'),
    });
  });
});
