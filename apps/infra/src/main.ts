import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { cdkSteps } from './cdk-command.ts';
import { readConfig } from './config.ts';
import { InfraError } from './infra-error.ts';

const root = join(import.meta.dirname, '..', '..', '..');
const [command, ...rest] = process.argv.slice(2);
try {
  // The CDK command runs this program again to synthesize the template.
  if (command === 'app')
    (await import('./app.ts')).synthesizeApp(readConfig(undefined, configFile()), join(root, 'apps'));
  else process.exitCode = run(command === undefined ? [] : [command, ...rest]);
} catch (error) {
  if (!(error instanceof InfraError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}

/** The configuration of the command, so that a closure is written down once. */
function configFile(): string | null {
  const path = join(root, 'tickerlake.config.json');
  return existsSync(path) ? readFileSync(path, 'utf8') : null;
}

function run(args: readonly string[]): number {
  for (const step of cdkSteps(args, { root, nx: scriptOf('nx', 'nx'), cdk: scriptOf('aws-cdk', 'cdk') })) {
    // Nx's output goes to standard error: standard output belongs to the command.
    const isLast = step.cwd !== root;
    const { status } = spawnSync(process.execPath, step.args, {
      cwd: step.cwd,
      stdio: ['inherit', isLast ? 'inherit' : 2, 'inherit'],
      env: { ...process.env, NX_DAEMON: 'false', CDK_DISABLE_CLI_TELEMETRY: 'true' },
    });
    if (status !== 0) return status ?? 1;
  }
  return 0;
}

/** The script that Node runs for a package's command. */
function scriptOf(name: string, bin: string): string {
  const manifest = createRequire(import.meta.url).resolve(`${name}/package.json`);
  const bins: Record<string, string> = JSON.parse(readFileSync(manifest, 'utf8')).bin;
  return join(dirname(manifest), bins[bin] ?? '');
}
