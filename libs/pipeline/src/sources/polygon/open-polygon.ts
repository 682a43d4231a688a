import { createPolygonClient } from '@tickerlake/polygon-client';
import type { BarSource } from '../../ports/bar-source.ts';
import { RequestError } from '../../values/errors.ts';
import type { SourceTools } from '../source-definition.ts';
import { createPolygonSource } from './polygon-source.ts';

/**
 * The vendor's API, within the quota of the key across commands.
 *
 * @throws {RequestError} when no API key is set.
 * @example
 * const source = openPolygon({ polygon: { baseUrl, callsPerMinute: 5 } }, tools);
 */
export function openPolygon(
  {
    polygon: { baseUrl, callsPerMinute },
  }: { readonly polygon: { readonly baseUrl: string; readonly callsPerMinute: number | null } },
  { clock, secret, createLimiter, onRetry }: SourceTools,
): BarSource {
  const apiKey = secret('MASSIVE_API_KEY') ?? secret('POLYGON_API_KEY');
  if (apiKey === null) {
    throw new RequestError(
      'Source polygon needs an API key: set MASSIVE_API_KEY (or POLYGON_API_KEY) in the environment. Without one, use --source simulated.',
    );
  }
  const client = createPolygonClient({
    apiKey,
    baseUrl,
    ...(callsPerMinute !== null && { limiter: createLimiter(callsPerMinute) }),
    onRetry,
  });
  return createPolygonSource({ client, name: 'polygon', callsPerMinute, clock });
}
