import type { WorkflowContext } from '@tickerlake/pipeline';

/** A context that keeps what its steps gave, how long they took and what they cost, also when they are remembered. */
export interface TimedContext {
  readonly context: WorkflowContext;
  readonly steps: ReadonlyMap<string, unknown>;
  readonly stepMs: ReadonlyMap<string, number>;
  /** What the queries of all steps cost, in dollars. */
  dollars(): number;
}

/**
 * Measures the steps of a context; a step's time and cost are remembered with its result.
 *
 * @param before is done at the beginning of every step, again when it is tried again.
 * @param spent what queries have cost in this process, in dollars.
 * @example
 * const { context, stepMs } = timed(engine, () => holdRun(ground, runId), () => 0);
 */
export function timed(engine: WorkflowContext, before: () => Promise<void>, spent: () => number): TimedContext {
  const steps = new Map<string, unknown>();
  const stepMs = new Map<string, number>();
  let dollars = 0;
  const context: WorkflowContext = {
    ...engine,
    async step(name, body) {
      const done = await engine.step(name, async () => {
        await before();
        const [startedMs, spentBefore] = [engine.now().getTime(), spent()];
        return { result: await body(), ms: engine.now().getTime() - startedMs, dollars: spent() - spentBefore };
      });
      steps.set(name, done.result);
      stepMs.set(name, done.ms);
      dollars += done.dollars;
      return done.result;
    },
  };
  return { context, steps, stepMs, dollars: () => dollars };
}
