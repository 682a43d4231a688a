import type { CallListener } from './rig-aws.ts';

/** The end of a process, as its code sees it: nothing answers any more. */
class ProcessEnd extends Error {
  override readonly name = 'AccessDeniedException';
}

/** A process that can be made to end after so many calls of AWS. */
export interface Mortal {
  readonly listen: CallListener;
  /** Begins a life of so many calls: the answer of the last one is lost with the process. */
  live(calls: number): void;
  readonly isDead: boolean;
  /** Calls that were made in this life. */
  readonly calls: number;
}

/**
 * Counts calls and ends after the last one that it was given.
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
  return {
    listen({ when }) {
      if (isDead) throw new ProcessEnd('the process has ended');
      if (when === 'before') return;
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
