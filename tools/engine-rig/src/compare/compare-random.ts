import type { TrinoClient } from '@tickerlake/athena-sql';
import { fuzzEngines, openDuckDbToAsk } from '@tickerlake/local-athena/testing';

const shownReasons = 20;

/**
 * Compares random expressions on Trino and on the engine of the endpoint.
 *
 * @param say takes lines to show: the seed, how many were equal, why others were refused.
 * @returns lines to show: the smallest expressions that the endpoint answers differently.
 * @throws {TrinoQueryError} when Trino cannot be reached.
 * @example
 * for (const line of await compareRandom(client, { count: 200, seed: 7 }, say)) say(line);
 */
export async function compareRandom(
  client: TrinoClient,
  { count, seed }: { readonly count: number; readonly seed: number },
  say: (line: string) => void,
): Promise<string[]> {
  say(`Seed ${seed}.`);
  const duckDb = await openDuckDbToAsk();
  try {
    const { equal, refusedByBoth, refused, reasons, different } = await fuzzEngines({ client, duckDb, seed, count });
    say(`${equal} equal, ${refusedByBoth} refused by both, ${refused} refused here and answered by Trino:`);
    const often = [...reasons].sort(([, one], [, other]) => other - one).slice(0, shownReasons);
    for (const [reason, times] of often) say(`  ${times} x ${reason}`);
    return different.map(
      ({ sql, ours, trino }) => `${sql}\n  serve: ${JSON.stringify(ours)}\n  Trino: ${JSON.stringify(trino)}`,
    );
  } finally {
    duckDb.close();
  }
}
