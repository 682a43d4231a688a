import type { Step } from '../values/step.ts';

/**
 * What a workflow uses of the outside world, so that a journal, a durable function or a test can drive it: steps that run once and
 * are remembered, waiting, and the time. Between steps the workflow is deterministic.
 */
export interface WorkflowContext {
  /**
   * Runs `body` once; a resumed run gets the remembered result instead. Results are plain JSON.
   *
   * @param stillHolds checks a remembered result that names files of this machine: if it returns false, `body` runs again.
   */
  step<T>(step: Step, body: () => Promise<T>, stillHolds?: (remembered: T) => Promise<boolean>): Promise<T>;
  /** Waits without using anything that is billed. */
  sleep(name: string, ms: number): Promise<void>;
  /** The present instant. */
  now(): Date;
}
