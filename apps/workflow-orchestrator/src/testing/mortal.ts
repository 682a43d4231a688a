import type { CallListener } from './rig-aws.ts';

/** The end of a process, as its code sees it: no call returns any more. */
class ProcessEnd extends Error {
  override readonly name = 'AccessDeniedException';
}

/** A process that can be made to end after a number of AWS calls. */
export interface Mortal {
  readonly listen: CallListener;
  /** Starts a process that lives for the given number of calls: the response to the last one is lost. */
  live(calls: number): void;
  readonly isDead: boolean;
  /** Calls made by this process. */
  readonly calls: number;
}

/**
 * Counts calls and ends the process after the last allowed one. Consecutive polls of a query count once: how many there are depends on
 * how busy the machine is.
 *
 * @example
 * const mortal = createMortal();
 * const aws = await createRigAws(inject('engines'), mortal.listen);
 * mortal.live(12);
 */
export function createMortal(): Mortal {
  let budget = Number.POSITIVE_INFINITY;
  let calls = 0;
  let isDead = false;
  let last = '';
  return {
    listen({ name, when }) {
      if (isDead) throw new ProcessEnd('the process has ended');
      if (when === 'before') return;
      const isRepeatedPoll = name === 'getQueryExecution' && name === last;
      last = name;
      if (isRepeatedPoll) return;
      calls += 1;
      if (calls < budget) return;
      isDead = true;
      throw new ProcessEnd('the process has ended');
    },
    live(of) {
      [budget, calls, isDead] = [of, 0, false];
    },
    get isDead() {
      return isDead;
    },
    get calls() {
      return calls;
    },
  };
}
