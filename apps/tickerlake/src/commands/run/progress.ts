import { Presets, SingleBar } from 'cli-progress';
import { stepName } from '@tickerlake/pipeline';
import type { StepEvent } from '@tickerlake/pipeline/local';
import { type SourceWait, waitText } from '../../composition/sources/source-wait.ts';
import type { ExpectedRun } from './expected-run.ts';
import { inWords } from '../../output/in-words.ts';
import { createTimeLeft } from './time-left.ts';
import type { Streams } from '../../output/streams.ts';
import { stripControls } from '../../output/strip-controls.ts';

/** Shows how far a run is. */
export interface Progress {
  onStep(event: StepEvent): void;
  /** Called before each wait for the quota or before a repeated call. */
  onWait(wait: SourceWait): void;
  /** A line above the bar. */
  say(text: string): void;
  stop(): void;
}

/** Waits shorter than this are not shown. */
const shortWaitMs = 2_000;
const tickMs = 1_000;

/**
 * A bar with the time left on a terminal; elsewhere a plain line for every tenth and for every wait.
 *
 * @param nowMs the present, in ms since any start.
 * @example
 * const progress = createProgress(streams, { steps: 14, quotaMs: 61_000, workMs: 4_000, totalMs: 65_000 }, Date.now);
 */
export function createProgress(streams: Streams, expected: ExpectedRun, nowMs: () => number): Progress {
  return streams.isTerminal ? terminalProgress(streams, expected, nowMs) : plainProgress(streams, expected.steps);
}

function terminalProgress(streams: Streams, expected: ExpectedRun, nowMs: () => number): Progress {
  const left = createTimeLeft(expected, nowMs);
  const bar = new SingleBar(
    {
      format: '{bar} {value}/{total}  {step}  {left} left',
      hideCursor: true,
      clearOnComplete: true,
      stream: process.stderr,
    },
    Presets.shades_classic,
  );
  let step = 'starting';
  let finished = 0;
  const show = (): void => {
    const waitMs = left.waitMs();
    bar.update({
      step: stripControls(waitMs > 0 ? `${step} (waiting ${inWords(waitMs)})` : step),
      left: `about ${inWords(left.ms())}`,
    });
  };
  bar.start(expected.steps, 0, { step, left: `about ${inWords(left.ms())}` });
  const timer = setInterval(show, tickMs);
  const say = (text: string): void => {
    process.stderr.write('\r\u001B[K');
    streams.err(text);
  };
  return {
    onStep(event) {
      step = stepName(event.step);
      if (event.phase !== 'started') {
        finished += 1;
        bar.setTotal(totalOf(event, finished, expected.steps));
        bar.increment(1, { step: stripControls(step) });
        left.finish(event);
      }
      show();
    },
    onWait(wait) {
      left.wait(wait.waitMs);
      if (!wait.isQuota) say(`${waitText(wait)}\n`);
      show();
    },
    say,
    stop() {
      clearInterval(timer);
      bar.stop();
    },
  };
}

/** How many steps there are, now that some are done: the expected number is a guess, and tidy is the last. */
const totalOf = ({ step }: StepEvent, done: number, expected: number): number =>
  step.stage === 'tidy' ? done : Math.max(expected, done + 1);

function plainProgress(streams: Streams, steps: number): Progress {
  let done = 0;
  let said = 0;
  return {
    onStep(event) {
      if (event.phase === 'started') return;
      done += 1;
      const total = totalOf(event, done, steps);
      const tenth = Math.floor((done * 10) / Math.max(1, total));
      if (tenth > said || done >= steps || done === total) streams.err(`${done}/${total} ${stepName(event.step)}\n`);
      said = Math.max(said, tenth);
    },
    onWait: (wait) => {
      if (wait.waitMs >= shortWaitMs || !wait.isQuota) streams.err(`${waitText(wait)}\n`);
    },
    say: streams.err,
    stop() {},
  };
}
