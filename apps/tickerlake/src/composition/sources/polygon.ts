import { join } from 'node:path';
import { type BarSource, createPolygonSource, quotaWindowMs, RequestError } from '@tickerlake/pipeline';
import { createPolygonClient } from '@tickerlake/polygon-client';
import type { Settings } from '../settings.ts';
import { storeOf } from '../store-of.ts';
import type { SourceTools } from './source-definition.ts';
import { retryWait } from './source-wait.ts';
import { createStoredLimiter } from './stored-limiter.ts';

/**
 * The vendor's API, within the quota of the key across commands.
 *
 * @throws {RequestError} when no API key is set.
 * @example
 * const source = createPolygon(settings, tools);
 */
export function createPolygon(settings: Settings, { clock, onWait }: SourceTools): BarSource {
  const { config, environment } = settings;
  if (environment.apiKey === null) {
    throw new RequestError(
      'Source polygon needs an API key: set MASSIVE_API_KEY (or POLYGON_API_KEY) in the environment. Without one, use --source simulated.',
    );
  }
  const { baseUrl, callsPerMinute } = config.polygon;
  const path = join(storeOf(settings, 'polygon').root, 'calls.json');
  const limiter =
    callsPerMinute === null
      ? {}
      : {
          limiter: createStoredLimiter({
            path,
            maxStarts: callsPerMinute,
            windowMs: quotaWindowMs,
            clock,
            onWait: (waitMs, isDamaged) =>
              onWait({
                waitMs,
                isQuota: !isDamaged,
                text: isDamaged
                  ? `${path} is damaged, so it is not known how much of the quota is left; it is written again`
                  : `the quota of ${callsPerMinute} calls a minute`,
              }),
          }),
        };
  const client = createPolygonClient({
    apiKey: environment.apiKey,
    baseUrl,
    ...limiter,
    onRetry: (facts) => onWait(retryWait(facts)),
  });
  return createPolygonSource({ client, name: 'polygon', callsPerMinute, clock });
}
