import { RigError } from '../errors.ts';

/**
 * Runs a step, and once more after a transient failure such as an interrupted download.
 *
 * @param beforeSecond Called with the first error; removes what the first attempt left.
 * @throws The error of the second attempt, or of the first when a retry can't help.
 *
 * @example
 * await tryTwice(() => download(), (error) => say(`Once more: ${error.message}`));
 */
export async function tryTwice<T>(step: () => Promise<T>, beforeSecond: (error: RigError) => void): Promise<T> {
  try {
    return await step();
  } catch (error) {
    if (!(error instanceof RigError && error.transient)) throw error;
    beforeSecond(error);
    return step();
  }
}
