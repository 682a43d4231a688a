import type { StepEvent } from '@tickerlake/pipeline/local';
import type { ExpectedRun } from './expected-run.ts';

/** How long a run still takes, by its plan and by what it has done. */
export interface TimeLeft {
  finish(event: StepEvent): void;
  /** A wait for the source begins. */
  wait(ms: number): void;
  /** What is left of the present wait. */
  waitMs(): number;
  /** What is left of the run, waits included. */
  ms(): number;
}

/** Steps before the measured speed of this machine replaces the estimate. */
const measuredAfter = 3;

/**
 * Estimates the time left: what is left of the quota's waits, and of the work at the speed measured so far.
 *
 * @example
 * createTimeLeft({ steps: 10, quotaMs: 61_000, workMs: 5_000, totalMs: 66_000 }, Date.now).ms(); // 66_000
 */
export function createTimeLeft({ steps, quotaMs, workMs }: ExpectedRun, nowMs: () => number): TimeLeft {
  const startedMs = nowMs();
  let done = 0;
  let remembered = 0;
  let waitedMs = 0;
  let waitEndsMs = startedMs;
  const waitLeft = (): number => Math.max(0, waitEndsMs - nowMs());
  const workLeft = (): number => {
    const planned = workMs / Math.max(1, steps);
    const worked = done - remembered;
    const measured =
      worked < measuredAfter ? planned : Math.max(0, nowMs() - startedMs - (waitedMs - waitLeft())) / worked;
    return Math.max(0, steps - done) * measured;
  };
  return {
    finish({ phase }) {
      done += 1;
      if (phase === 'remembered') remembered += 1;
    },
    wait(ms) {
      const endsMs = nowMs() + ms;
      waitedMs += Math.max(0, endsMs - Math.max(waitEndsMs, nowMs()));
      waitEndsMs = Math.max(waitEndsMs, endsMs);
    },
    waitMs: waitLeft,
    ms: () => Math.max(waitLeft(), quotaMs - (waitedMs - waitLeft())) + workLeft(),
  };
}
