import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { home } from './run-command.ts';

/** How a command in a separate process ended. */
export interface ChildOutcome {
  /** Null when a signal ended it. */
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  /** Standard output and standard error together. */
  readonly text: string;
}

/** A command in a separate process. */
export interface ChildCommand {
  readonly child: ChildProcess;
  readonly ended: Promise<ChildOutcome>;
  /** Resolves when the output so far matches, or when the command has ended. */
  until(pattern: RegExp): Promise<void>;
}

/**
 * Starts the command like a user does, in a separate process that ends with the test. Of its output the first 100,000 characters
 * are kept.
 *
 * @example
 * const { child, ended } = startCommand(['run', '--source', 'simulated'], { MASSIVE_API_KEY: 'k' });
 */
export function startCommand(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
  nodeArgs: readonly string[] = [],
): ChildCommand {
  const launcher = join(home, 'tools/repository/src/launch/main.mjs');
  const child = spawn(process.execPath, [...nodeArgs, launcher, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...env },
  });
  let text = '';
  const watchers: { readonly pattern: RegExp; readonly found: () => void }[] = [];
  const take = (chunk: Buffer): void => {
    if (text.length > 100_000) return;
    text += chunk.toString('utf8');
    for (const { pattern, found } of watchers) if (pattern.test(text)) found();
  };
  child.stdout.on('data', take);
  child.stderr.on('data', take);
  const ended = new Promise<ChildOutcome>((resolve) =>
    child.once('close', (code, signal) => resolve({ code, signal, text })),
  );
  onTestFinished(async () => {
    child.kill('SIGKILL');
    await ended;
  });
  const seen = (pattern: RegExp): Promise<void> =>
    new Promise((found) => (pattern.test(text) ? found() : watchers.push({ pattern, found })));
  return { child, ended, until: (pattern) => Promise.race([seen(pattern), ended.then(() => undefined)]) };
}
