import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { type Clock, systemClock } from '@tickerlake/pipeline';
import type { Environment } from '../config/config.ts';
import { exitCodeOf, explain } from '../exit/explain-error.ts';
import { createProgram } from '../command-line/create-program.ts';

/** The repository's folder. */
export const home = join(import.meta.dirname, '../../../..');

/** What a command has done. */
export interface CommandOutcome {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/**
 * Runs the command in this process, as `main.ts` does, without a terminal.
 *
 * @example
 * const { code, out } = await runCommand(['plan', '--source', 'simulated']);
 */
export async function runCommand(
  args: readonly string[],
  options: {
    readonly apiKey?: string;
    readonly clock?: Clock;
    readonly cwd?: string;
    readonly signal?: AbortSignal;
    readonly grafana?: Environment['grafana'];
    readonly webhookUrls?: Environment['webhookUrls'];
  } = {},
): Promise<CommandOutcome> {
  let out = '';
  let err = '';
  const streams = {
    out: (text: string) => void (out += text),
    err: (text: string) => void (err += text),
    write: async (text: string) => void (out += text),
    isTerminal: false,
    isOutTerminal: false,
  };
  const signal = options.signal ?? new AbortController().signal;
  const program = createProgram(
    { streams, clock: options.clock ?? systemClock, cwd: options.cwd ?? home, home, signal, typed: 'test' },
    () => ({
      apiKey: options.apiKey ?? null,
      isCi: true,
      grafana: options.grafana ?? { url: null, token: null, secrets: {} },
      webhookUrls: options.webhookUrls ?? {},
    }),
  );
  try {
    return { code: await program(args), out, err };
  } catch (error) {
    return { code: exitCodeOf(error), out, err: `${err}${explain(error)}` };
  }
}

/**
 * A folder that goes when the test ends.
 *
 * @example
 * const dataDir = await temporaryFolder();
 */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'tickerlake-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}
