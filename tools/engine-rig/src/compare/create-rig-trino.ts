import { setTimeout as sleep } from 'node:timers/promises';
import { createTrinoClient, type TrinoClient } from '@tickerlake/athena-sql';

/**
 * A client of the rig's Trino, on the clock of UTC as Athena's is.
 *
 * @example
 * const client = createRigTrino('http://127.0.0.1:8085');
 */
export function createRigTrino(url: string): TrinoClient {
  return createTrinoClient({
    url,
    user: 'tickerlake',
    catalog: 'awsdatacatalog',
    schema: 'default',
    fetch,
    clock: {
      now: () => new Date(),
      sleep: (ms, signal) => sleep(ms, undefined, signal === undefined ? {} : { signal }),
    },
    random: Math.random,
  });
}
