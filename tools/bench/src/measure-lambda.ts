import { exec, execFile } from 'node:child_process';
import { readFile, stat } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { type Line, median } from './print-lines.ts';

/** A Lambda's bundle, and the environments to start it with. */
interface BundledApp {
  readonly app: string;
  readonly environments: readonly { readonly name: string; readonly env: Readonly<Record<string, string>> }[];
}

const key = { API_KEY_PARAMETER: '/key', AWS_REGION: 'us-east-1' };

const apps: readonly BundledApp[] = [
  {
    app: 'ingest-lambda',
    environments: [
      { name: 'to Firehose', env: { ...key, STREAM_NAME: 'raw-bars' } },
      { name: 'to S3', env: { ...key, LANDING: 's3', LAKE_LOCATION: 's3://lake/tickerlake/' } },
    ],
  },
];

/**
 * The size of each Lambda's bundle and its load time in a new Node process, which delays a cold start.
 *
 * @param folder where the bundles are written. The current folder must be the root of the repository.
 * @throws {Error} when a bundle cannot be made or loaded.
 * @example
 * const lines = await measureLambda(folder, 5);
 */
export async function measureLambda(folder: string, repeats: number): Promise<Line[]> {
  const lines: Line[] = [];
  for (const { app, environments } of apps) {
    const file = join(folder, app, 'main.mjs');
    await bundle(join('apps', app), file);
    lines.push({ what: `${app}: bundle`, value: `${((await stat(file)).size / 1e6).toFixed(2)} MB` });
    for (const { name, env } of environments) {
      const times: number[] = [];
      for (let repeat = 0; repeat < repeats; repeat += 1) times.push(await importMs(file, env));
      lines.push({ what: `${app}: import, ${name}`, value: `${median(times).toFixed(0)} ms` });
    }
  }
  return lines;
}

/** The bundle, as built by the project's own target. */
async function bundle(project: string, file: string): Promise<void> {
  const { nx } = JSON.parse(await readFile(join(project, 'package.json'), 'utf8')) as {
    nx: { targets: { bundle: { command: string } } };
  };
  const env = {
    ...process.env,
    PATH: `${join(process.cwd(), 'node_modules/.bin')}${delimiter}${process.env['PATH'] ?? ''}`,
  };
  await promisify(exec)(nx.targets.bundle.command.replace('--outfile=dist/main.mjs', `--outfile="${file}"`), {
    cwd: project,
    env,
  });
}

async function importMs(file: string, env: Readonly<Record<string, string>>): Promise<number> {
  const script = `const start = performance.now(); await import(${JSON.stringify(pathToFileURL(file).href)}); process.stdout.write(String(performance.now() - start));`;
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', script], {
    env: { ...env },
  });
  return Number(stdout);
}
