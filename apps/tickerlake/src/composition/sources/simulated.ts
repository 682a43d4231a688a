import { type BarSource, createPolygonSource } from '@tickerlake/pipeline';
import { createPolygonClient } from '@tickerlake/polygon-client';
import { createSimulatedMarket } from '@tickerlake/simulated-market';
import type { Settings } from '../settings.ts';
import type { SourceTools } from './source-definition.ts';

/**
 * The simulated market, through the same client as the vendor's API.
 *
 * @example
 * const source = createSimulated(settings, tools);
 */
export function createSimulated({ config }: Settings, { clock }: SourceTools): BarSource {
  const market = createSimulatedMarket({
    seed: config.simulated.seed,
    calendar: config.calendar,
    nowMs: () => clock.now().getTime(),
    callsPerMinute: null,
  });
  const client = createPolygonClient({ apiKey: 'simulated', fetch: market.fetch });
  return createPolygonSource({ client, name: 'simulated', callsPerMinute: null, clock });
}
