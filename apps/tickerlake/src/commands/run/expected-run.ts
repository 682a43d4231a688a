import type { RunDuration } from './run-duration.ts';

/** The steps and the time that the plan expects. */
export interface ExpectedRun extends RunDuration {
  readonly steps: number;
}
