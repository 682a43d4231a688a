import { type MarketSettings, pickMarketSettings } from '@tickerlake/pipeline';
import { InfraError } from './infra-error.ts';

/** Lambda allows 4 KB of environment variables in all. */
const maxBytes = 3_072;

/**
 * The market's settings as an environment variable of a function; none when nothing is configured.
 *
 * @throws {InfraError} when they are too long.
 * @example
 * marketEnvironment({ calendar: { closures: [{ date: '2026-05-20', reason: 'day of mourning' }] }, universe: 'magnificent7', instruments: [], followRenames: false, onIncomplete: 'stop', onNoHistory: 'warn' });
 */
export function marketEnvironment(market: MarketSettings): Readonly<Record<string, string>> {
  const text = JSON.stringify(market);
  if (text === JSON.stringify(pickMarketSettings({}))) return {};
  if (Buffer.byteLength(text) > maxBytes)
    throw new InfraError(
      `"universe", "calendar" and "instruments" of tickerlake.config.json have ${Buffer.byteLength(text)} bytes, and a function's environment takes ${maxBytes}: remove what this release already knows, or what is long past.`,
    );
  return { MARKET_SETTINGS: text };
}
