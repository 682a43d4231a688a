import { Presets, SingleBar } from 'cli-progress';
import { formatDuration, intervalToDuration } from 'date-fns';
import type { StepEvent } from '@tickerlake/pipeline/local';
import type { Streams } from './streams.ts';

/** Shows how far a run is. */
export interface Progress {
  onStep(event: StepEvent): void;
  stop(): void;
}

/**
 * A bar with an ETA on a terminal, a plain line for every tenth and every stage elsewhere.
 *
 * @param total the number of steps that the plan foretells.
 * @example
 * const progress = createProgress(streams, 14);
 */
export function createProgress(streams: Streams, total: number): Progress {
  return streams.isTerminal ? terminalProgress(total) : plainProgress(streams, total);
}

function terminalProgress(total: number): Progress {
  const bar = new SingleBar({ format: '{bar} {value}/{total}  {step}  ETA {eta_formatted}', hideCursor: true, clearOnComplete: true, stream: process.stderr }, Presets.shades_classic);
  bar.start(total, 0, { step: 'starting' });
  return {
    onStep(event) {
      if (event.phase === 'started') bar.update({ step: event.name });
      else bar.increment(1, { step: event.name });
    },
    stop: () => bar.stop(),
  };
}

function plainProgress(streams: Streams, total: number): Progress {
  let done = 0;
  let said = 0;
  return {
    onStep(event) {
      if (event.phase === 'started') return;
      done += 1;
      const tenth = Math.floor((done * 10) / Math.max(1, total));
      if (tenth > said || done === total) streams.err(`${done}/${total} ${event.name}\n`);
      said = Math.max(said, tenth);
    },
    stop() {},
  };
}

/**
 * A length of time in words.
 *
 * @example
 * inWords(134_000); // '2 minutes 14 seconds'
 */
export function inWords(ms: number): string {
  if (ms < 1_000) return `${Math.round(ms)} ms`;
  return formatDuration(intervalToDuration({ start: 0, end: Math.round(ms / 1_000) * 1_000 }));
}
