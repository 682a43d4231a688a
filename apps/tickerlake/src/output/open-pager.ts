import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { OutputClosedError } from './output-closed-error.ts';
import { stripControls } from './strip-controls.ts';

/** A program that shows text page by page. */
export interface Pager {
  /** Waits until the pager has taken the text. @throws {OutputClosedError} when the user has quit it. */
  readonly write: (text: string) => Promise<void>;
  /** Ends the text, and waits until the user quits the pager. */
  readonly close: () => Promise<void>;
}

/**
 * Starts the user's pager; the default, `less`, leaves short results on the screen.
 *
 * @param command the program and its arguments, as in the variable PAGER.
 * @param signal ends it.
 * @returns null when it cannot be started.
 * @example
 * const pager = await openPager('less -S', environment);
 */
export async function openPager(
  command: string | null,
  environment: Readonly<Record<string, string>>,
  signal?: AbortSignal,
): Promise<Pager | null> {
  const [program = 'less', ...args] = (command ?? 'less').split(/\s+/);
  const child = spawn(program, args, {
    stdio: ['pipe', 'inherit', 'inherit'],
    env: { LESS: 'FRX', ...environment },
    ...(signal !== undefined && { signal }),
  });
  const ended = new Promise<void>((resolve) => void child.once('close', () => resolve()));
  const isRunning = await Promise.race([
    once(child, 'spawn').then(() => true),
    once(child, 'error').then(() => false),
  ]).catch(() => false);
  if (!isRunning) return null;
  // A signal kills the pager, which gives the terminal back; a user who quits early closes the pipe.
  child.on('error', () => undefined);
  child.stdin.on('error', () => undefined);
  return {
    write: (text) =>
      new Promise((resolve, reject) => {
        child.stdin.write(stripControls(text), (cause) =>
          cause == null ? resolve() : reject(new OutputClosedError('The pager is closed.', { cause })),
        );
      }),
    async close() {
      child.stdin.end();
      await ended;
    },
  };
}
