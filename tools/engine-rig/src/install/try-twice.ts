import { RigError } from '../errors.ts';

/**
 * Does a step, and once more when it failed in a way that can pass: a download that was cut.
 *
 * @param beforeSecond Told the first error; clears what the first try has left.
 * @throws The second try's error, or the first's when trying again can't help.
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
