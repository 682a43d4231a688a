import type { Clock } from '../../ports/clock.ts';
import { type Step, stepName } from '../../values/step.ts';
import type { WorkflowContext } from '../../ports/workflow-context.ts';
import type { JournaledRun, RunJournal } from '../../history/local/run-journal.ts';

/** What happens to a step, for progress displays. */
export interface StepEvent {
  readonly step: Step;
  readonly phase: 'started' | 'finished' | 'remembered';
  readonly ms: number;
}

/**
 * Drives a workflow on one machine: each step's result is written to the journal before the next one starts, and a
 * resumed run reuses the recorded results.
 *
 * @example
 * const context = createJournaledContext({ journal, run, clock, signal, onStep: () => {} });
 */
export function createJournaledContext(options: {
  readonly journal: RunJournal;
  readonly run: JournaledRun;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly onStep?: (event: StepEvent) => void;
  /** Whether the run has published already: then its files are the release's, and are not made again here. */
  readonly isPublished?: boolean;
  /** Throws when the run may not continue, for example after it has lost its lock. */
  readonly assertMayContinue?: () => Promise<void>;
}): WorkflowContext {
  const { journal, run, clock, signal, onStep } = options;
  const finished = new Map(run.steps.map(({ step, result }) => [stepName(step), result]));
  return {
    async step<T>(step: Step, body: () => Promise<T>, stillHolds?: (remembered: T) => Promise<boolean>): Promise<T> {
      const name = stepName(step);
      if (finished.has(name)) {
        // The journal returns what this same step returned, as JSON.
        const remembered = finished.get(name) as T;
        if (options.isPublished === true || stillHolds === undefined || (await stillHolds(remembered))) {
          onStep?.({ step, phase: 'remembered', ms: 0 });
          return remembered;
        }
      }
      signal.throwIfAborted();
      await options.assertMayContinue?.();
      onStep?.({ step, phase: 'started', ms: 0 });
      const startedAt = clock.now();
      const result = await body();
      const ms = clock.now().getTime() - startedAt.getTime();
      await journal.recordStep(run.runId, { step, at: clock.now(), ms, result });
      onStep?.({ step, phase: 'finished', ms });
      return result;
    },
    sleep: (_name, ms) => clock.sleep(ms, signal),
    now: () => clock.now(),
  };
}
