import { OutputClosedError } from './output-closed-error.ts';
import type { Streams } from './streams.ts';
import { stripControls } from './strip-controls.ts';

/**
 * The streams of this process. Every text passes through here, and loses its control characters. Once the reader of standard
 * output or standard error has closed it, further output is dropped.
 *
 * @example
 * const streams = processStreams(process);
 */
export function processStreams({ stdout, stderr }: Pick<NodeJS.Process, 'stdout' | 'stderr'>): Streams {
  for (const stream of [stdout, stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error;
    });
  }
  return {
    out: (text) => void stdout.write(stripControls(text)),
    err: (text) => void stderr.write(stripControls(text)),
    write: (text) =>
      new Promise((resolve, reject) => {
        stdout.write(stripControls(text), (cause) =>
          cause == null ? resolve() : reject(new OutputClosedError('Standard output is closed.', { cause })),
        );
      }),
    isTerminal: stderr.isTTY === true,
    isOutTerminal: stdout.isTTY === true,
  };
}
