import { serveVendor } from '@tickerlake/polygon-client/testing';
import type { Observed, Outcome } from './outcome.ts';
import type { Scenario } from './scenarios.ts';

/** A key that is found wherever it must not be. */
export const canaryKey = 'cAnArY0123456789kEyaBcDeFgHiJk01';

/** Asks for the bars of a scenario at an address; null when it has not ended by the deadline. */
export type Drive = (url: string, scenario: Scenario) => Promise<Outcome | null>;

/**
 * Lets a client meet a scenario.
 *
 * @example
 * const observed = await observe(scenario, driveOurs);
 */
export async function observe(scenario: Scenario, drive: Drive): Promise<Observed> {
  const foreign = await serveVendor(() => ({ body: { status: 'OK', results: [] } }));
  let answer: ReturnType<Scenario['answers']> | undefined;
  const server = await serveVendor((call, before) =>
    (answer ??= scenario.answers(server.url, foreign.url))(call, before),
  );
  try {
    const outcome = await drive(server.url, scenario);
    const holdsKey = ({ path, headers }: { path: string; headers: object }): boolean =>
      `${path} ${JSON.stringify(headers)}`.includes(canaryKey);
    return {
      outcome,
      calls: server.calls.length,
      isKeyInUrl: server.calls.some(({ path }) => path.includes(canaryKey)),
      isKeySentToForeignHost: foreign.calls.some(holdsKey),
    };
  } finally {
    await Promise.all([server.close(), foreign.close()]);
  }
}
