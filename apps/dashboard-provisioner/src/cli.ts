import { stripVTControlCharacters } from 'node:util';
import { projectState } from '@tickerlake/dashboards/project-state';
import { readConfig, readDesiredSettings } from './config.ts';
import { createProgram } from './program.ts';
import { createProvisioner } from './provisioner.ts';
import { createResources } from './resources.ts';

/** Text from Grafana must not control the terminal: of the control characters, only line breaks and tabs are kept. */
const clean = (text: string): string => stripVTControlCharacters(text).replace(/[^\P{Cc}\n\t]/gu, '');
const out = (text: string): void => void process.stdout.write(clean(text));
const err = (text: string): void => void process.stderr.write(clean(text));

// The first Ctrl-C deletes the workspace's token before the program exits; a second one exits immediately.
const stop = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort(new Error('stopped')));

const program = createProgram({
  out,
  err,
  provisioner: () =>
    createProvisioner({ config: readConfig(), ...createResources((text) => err(`${text}\n`), stop.signal) }),
  desired: () => projectState(readDesiredSettings(), {}),
});

try {
  process.exitCode = await program(process.argv.slice(2));
} catch (error) {
  process.exitCode = stop.signal.aborted ? 130 : 1;
  err(`${stop.signal.aborted ? stoppedText() : errorText(error)}\n`);
}

/** A repeated plan or apply starts from the current state of Grafana. */
function stoppedText(): string {
  return process.argv[2] === 'apply' ? 'stopped; run the same command to resume' : 'stopped';
}

function errorText(error: unknown): string {
  if (error instanceof Error && 'transient' in error) return `error: ${error.message}`;
  return `error: this is a bug in dashboard-provisioner, please report it.\n${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
}
