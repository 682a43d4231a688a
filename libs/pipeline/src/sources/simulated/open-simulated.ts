import { createPolygonClient } from '@tickerlake/polygon-client';
import type { BarSource } from '../../ports/bar-source.ts';
import { createPolygonSource } from '../polygon/polygon-source.ts';
import type { SourceTools } from '../source-definition.ts';

/**
 * The simulated market, through the same client as the vendor's API.
 *
 * @example
 * const source = openSimulated({ simulated: { seed: 'tickerlake' } }, tools);
 */
export function openSimulated(
  { simulated: { seed } }: { readonly simulated: { readonly seed: string } },
  { clock, simulatedFetch }: SourceTools,
): BarSource {
  const client = createPolygonClient({ apiKey: 'simulated', fetch: simulatedFetch(seed) });
  return createPolygonSource({ client, name: 'simulated', callsPerMinute: null, clock });
}
