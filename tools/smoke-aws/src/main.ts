import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { systemClock } from '@tickerlake/pipeline';
import { resolveApiKey } from '@tickerlake/polygon-client';
import { createAwsWorld } from './aws-world.ts';
import { cleanUp } from './clean-up.ts';
import { readCommandLine, usage, withoutKey } from './command-line.ts';
import { missingAccess } from './missing-access.ts';
import { runSmoke } from './run-smoke.ts';
import { toReason } from './smoke-error.ts';
import { deployEnvironment, freshStage, smokeStage } from './smoke-stage.ts';

const root = join(import.meta.dirname, '..', '..', '..');
const key = resolveApiKey(process.env);
const say = (text: string): void =>
  void process.stdout.write(`${systemClock.now().toISOString()} ${withoutKey(text, key)}\n`);
const interrupt = new AbortController();
process.once('SIGINT', () =>
  interrupt.abort(new Error('Stopping and cleaning up. Press Ctrl-C again to leave everything as it is.')),
);

try {
  const { clean, isHelp } = readCommandLine(process.argv.slice(2));
  if (isHelp) process.stdout.write(usage);
  else process.exitCode = await main(clean);
} catch (error) {
  process.stderr.write(`${withoutKey(toReason(error), key)}\n`);
  process.exitCode = 1;
}

async function main(clean: string | null): Promise<number> {
  // Silences the SDK's warning that its 2027 versions need a newer Node.
  process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] ??= 'true';
  const clients = (await import('./aws-clients.ts')).openAwsClients();
  const { credentials, region } = clients.s3.config;
  const missing = await missingAccess({
    credentials: () => credentials(),
    region: () => region(),
    key: clean === null ? key : 'not needed',
  });
  if (missing !== null) {
    process.stdout.write(`smoke:aws is skipped: ${missing}\n`);
    return 0;
  }
  const stage = smokeStage(clean ?? freshStage(Math.random()));
  const environment = deployEnvironment(process.env, stage);
  const world = createAwsWorld({
    ...clients,
    clock: systemClock,
    random: Math.random,
    infra: (args) => runInfra(args, environment),
  });
  say(`stage ${stage.stage}`);
  if (clean !== null) await cleanUp(world, stage, say);
  else
    for (const { ticker, hours } of await runSmoke(stage, key ?? '', {
      world,
      clock: systemClock,
      say,
      signal: interrupt.signal,
    }))
      say(`${ticker}: ${hours} hours`);
  say('done');
  return 0;
}

/** The script behind `npm run infra`. */
function runInfra(args: readonly string[], env: Record<string, string | undefined>): Promise<void> {
  const child = spawn(process.execPath, [join(root, 'tools/repository/src/launch/tool.mjs'), 'apps/infra', ...args], {
    cwd: root,
    env,
    stdio: 'inherit',
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) =>
      code === 0
        ? resolve()
        : reject(new Error(`npm run infra -- ${args.join(' ')} failed with exit code ${code}; see its output above.`)),
    );
  });
}
