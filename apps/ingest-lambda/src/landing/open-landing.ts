import type { LandingPlace } from '../config.ts';
import type { LandChunk } from '../land-chunk.ts';
import type { LandingTools } from './landing-tools.ts';

/**
 * Opens the configured way to land rows. Only its code is loaded: the other client would only slow down the cold start.
 *
 * @example
 * const landChunk = await openLanding({ kind: 's3', location: 's3://lake/tickerlake/' }, { calendars, clock, random, settings: {} });
 */
export async function openLanding(place: LandingPlace, tools: LandingTools): Promise<LandChunk> {
  if (place.kind === 'firehose')
    return (await import('./open-firehose-landing.ts')).openFirehoseLanding(place.stream, tools);
  return (await import('./open-s3-landing.ts')).openS3Landing(place.location, tools);
}
