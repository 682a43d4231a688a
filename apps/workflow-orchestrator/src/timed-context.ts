import type { FinishedStep, WorkflowContext } from '@tickerlake/pipeline';

/** A context that keeps the results, durations and costs of its steps, including those from checkpoints. */
export interface TimedContext {
  readonly context: WorkflowContext;
  readonly steps: readonly FinishedStep[];
  /** Cost of the queries of all steps, in dollars. */
  dollars(): number;
}

/**
 * Measures the steps of a context; a step's time and cost are stored with its result.
 *
 * @param before runs at the start of every step, and again when the step is retried.
 * @param spent cost of the queries of this process, in dollars.
 * @example
 * const { context, steps } = timed(engine, () => renewLease(lease, runId), () => 0);
 */
export function timed(engine: WorkflowContext, before: () => Promise<void>, spent: () => number): TimedContext {
  const steps: FinishedStep[] = [];
  let dollars = 0;
  const context: WorkflowContext = {
    ...engine,
    async step(step, body) {
      const done = await engine.step(step, async () => {
        await before();
        const [startedMs, spentBefore] = [engine.now().getTime(), spent()];
        return { result: await body(), ms: engine.now().getTime() - startedMs, dollars: spent() - spentBefore };
      });
      steps.push({ step, ms: done.ms, result: done.result });
      dollars += done.dollars;
      return done.result;
    },
  };
  return { context, steps, dollars: () => dollars };
}
