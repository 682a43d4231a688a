/**
 * What a workflow may use of the world, so that another engine (a durable function, a test) can drive it: named steps
 * that run once and are remembered, waiting, and the time. Between steps the workflow is deterministic.
 */
export interface WorkflowContext {
  /**
   * Runs `body` once; on a resumed run gives the remembered result instead. Results are plain JSON.
   *
   * @param stillHolds asked of a remembered result that names files of this machine: when it answers false, `body` runs again.
   */
  step<T>(name: string, body: () => Promise<T>, stillHolds?: (remembered: T) => Promise<boolean>): Promise<T>;
  /** Waits without holding anything that is paid for. */
  sleep(name: string, ms: number): Promise<void>;
  /** The present instant. */
  now(): Date;
}
