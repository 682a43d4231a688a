import type { MarketSettings } from '@tickerlake/pipeline';
import { InfraError } from './infra-error.ts';

/** Lambda allows 4 KB of environment variables in all. */
const maxBytes = 3_072;

/**
 * The market's settings as an environment variable of a function; none when nothing is configured.
 *
 * @throws {InfraError} when they are too long.
 * @example
 * marketEnvironment({ calendar: { closures: [{ date: '2026-05-20', reason: 'day of mourning' }] }, universe: 'magnificent7', instruments: [], followRenames: false, onIncomplete: 'stop' });
 */
export function marketEnvironment(market: MarketSettings): Readonly<Record<string, string>> {
  const { calendar, instruments, onIncomplete, followRenames, universe } = market;
  const isDefault =
    onIncomplete === 'stop' &&
    !followRenames &&
    universe === 'magnificent7' &&
    [...Object.values(calendar), instruments].every((list) => list.length === 0);
  if (isDefault) return {};
  const text = JSON.stringify(market);
  if (Buffer.byteLength(text) > maxBytes)
    throw new InfraError(
      `"universe", "calendar" and "instruments" of tickerlake.config.json have ${Buffer.byteLength(text)} bytes, and a function's environment takes ${maxBytes}: remove what this release already knows, or what is long past.`,
    );
  return { MARKET_SETTINGS: text };
}
