import { type BarSource, createReplaySource, RequestError } from '@tickerlake/pipeline';
import type { Settings } from '../settings.ts';
import type { SourceTools } from './source-definition.ts';

/**
 * A folder of recorded API responses.
 *
 * @throws {RequestError} when no folder is given.
 * @example
 * const source = createReplay(settings, tools);
 */
export function createReplay(settings: Settings, { calendars, clock, onRead }: SourceTools): BarSource {
  if (settings.replayDir === null)
    throw new RequestError('Source replay needs a folder of recorded API responses: add --replay-dir <folder>.');
  const bar = settings.replayBar === null ? {} : { bar: settings.replayBar };
  return createReplaySource({ folder: settings.replayDir, calendars, clock, onProgress: onRead, ...bar });
}
