import type { WorkflowContext } from '@tickerlake/pipeline';

/** A context that keeps what its steps gave and how long they took, also when they are remembered. */
export interface TimedContext {
  readonly context: WorkflowContext;
  readonly steps: ReadonlyMap<string, unknown>;
  readonly stepMs: ReadonlyMap<string, number>;
}

/**
 * Measures the steps of a context; a step's time is remembered with its result.
 *
 * @param before is done at the beginning of every step, again when it is tried again.
 * @example
 * const { context, stepMs } = timed(engine, () => holdRun(ground, runId));
 */
export function timed(engine: WorkflowContext, before: () => Promise<void>): TimedContext {
  const steps = new Map<string, unknown>();
  const stepMs = new Map<string, number>();
  const context: WorkflowContext = {
    ...engine,
    async step(name, body) {
      const { ms, result } = await engine.step(name, async () => {
        await before();
        const startedMs = engine.now().getTime();
        return { result: await body(), ms: engine.now().getTime() - startedMs };
      });
      steps.set(name, result);
      stepMs.set(name, ms);
      return result;
    },
  };
  return { context, steps, stepMs };
}
