import type { LandingPlace } from './config.ts';
import type { LandChunk } from './land-chunk.ts';
import type { LandingTools } from './landing-tools.ts';

/**
 * The way in which rows land. Only the code of that way is run: the other one's client would only make the start longer.
 *
 * @example
 * const landChunk = await openLanding({ kind: 's3', location: 's3://lake/tickerlake/' }, { calendars, clock, random, settings: {} });
 */
export async function openLanding(place: LandingPlace, tools: LandingTools): Promise<LandChunk> {
  if (place.kind === 'firehose') return (await import('./open-firehose-landing.ts')).openFirehoseLanding(place.stream, tools);
  return (await import('./open-s3-landing.ts')).openS3Landing(place.location, tools);
}
