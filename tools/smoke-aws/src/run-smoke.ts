import type { Clock } from '@tickerlake/pipeline';
import { cleanUp } from './clean-up.ts';
import { SmokeError, toReason } from './smoke-error.ts';
import type { SmokeStage } from './smoke-stage.ts';
import type { PublishedHours, RunState, SmokeWorld } from './smoke-world.ts';

/** Polling interval of a run. */
const pollMs = 15_000;
/** Seven tickers for a month take two minutes of calls; delivery and Athena take a few more. */
const longestRunMs = 45 * 60_000;

/** The dependencies of a smoke run. */
export interface SmokeSession {
  readonly world: SmokeWorld;
  readonly clock: Clock;
  readonly say: (text: string) => void;
  /** Aborting skips to the clean-up. */
  readonly signal: AbortSignal;
}

/**
 * Deploys a stage, runs it once, reads what it published, and always tears it down again.
 *
 * @param key the vendor's API key; stored in the parameter and nowhere else.
 * @returns the hours that readers see.
 * @throws {SmokeError} when the run failed, readers see too little, or something may be left.
 * @example
 * const hours = await runSmoke(smokeStage('smokek3x9q2'), key, session);
 */
export async function runSmoke(
  stage: SmokeStage,
  key: string,
  session: SmokeSession,
): Promise<readonly PublishedHours[]> {
  const { world, say } = session;
  let hours: readonly PublishedHours[];
  try {
    hours = await deployAndRun(stage, key, session);
  } catch (error) {
    say(`failed: ${toReason(error)}`);
    await cleanUp(world, stage, say).catch((left: unknown) => {
      throw new SmokeError(`${toReason(error)}\n${toReason(left)}`, { stage: stage.stage, cause: error });
    });
    throw error;
  }
  await cleanUp(world, stage, say);
  return hours;
}

async function deployAndRun(stage: SmokeStage, key: string, session: SmokeSession): Promise<readonly PublishedHours[]> {
  const { world, clock, say, signal } = session;
  const step = async <Result>(task: string, act: () => Promise<Result>): Promise<Result> => {
    signal.throwIfAborted();
    say(task);
    return act();
  };
  await step(`put the key into ${stage.keyParameter}`, () => world.putKey(stage.keyParameter, key));
  await step('deploy', () => world.deploy());
  await step('start a run', () => world.startRun(stage.dispatcher, clock.now()));
  const { status, reason } = await step('wait for the run', () => waitForEnd(stage, session));
  if (status !== 'SUCCEEDED')
    throw new SmokeError(`The run on AWS ended as ${status}: ${reason ?? 'no reason given'}.`, {
      stage: stage.stage,
      transient: true,
    });
  const hours = await step('query the published tables', () => world.readHours(stage.query, stage));
  const missing = stage.tickers.filter((ticker) => !hours.some((one) => one.ticker === ticker && one.hours > 0));
  if (missing.length > 0)
    throw new SmokeError(`The run succeeded, but readers see no hours of ${missing.join(', ')}.`, {
      stage: stage.stage,
    });
  return hours;
}

async function waitForEnd(
  { stage, orchestrator }: SmokeStage,
  { world, clock, signal }: SmokeSession,
): Promise<RunState> {
  const deadlineMs = clock.now().getTime() + longestRunMs;
  for (;;) {
    const state = await world.runState(orchestrator);
    if (state.status !== null && state.status !== 'RUNNING') return state;
    if (clock.now().getTime() >= deadlineMs) {
      throw new SmokeError(
        `The run ${state.status === null ? 'has not started' : 'is still running'} after ${longestRunMs / 60_000} minutes. The stage is removed.`,
        { stage, transient: true },
      );
    }
    await clock.sleep(pollMs, signal);
  }
}
