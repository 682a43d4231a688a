import { projectState } from '@tickerlake/dashboards/apply';
import { readConfig, readDesiredSettings } from './config.ts';
import { createProgram } from './program.ts';
import { createProvisioner } from './provisioner.ts';
import { createResources } from './resources.ts';

const out = (text: string): void => void process.stdout.write(text);
const err = (text: string): void => void process.stderr.write(text);

const program = createProgram({
  out,
  err,
  provisioner: () => createProvisioner({ config: readConfig(), ...createResources((text) => err(`${text}\n`)) }),
  desired: () => projectState(readDesiredSettings(), {}),
});

try {
  process.exitCode = await program(process.argv.slice(2));
} catch (error) {
  const isOurs = error instanceof Error && 'transient' in error;
  err(isOurs ? `error: ${error.message}\n` : `error: this is a fault in dashboard-provisioner, please report it.\n${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exitCode = 1;
}
