import type { BarSource } from '../../ports/bar-source.ts';
import { RequestError } from '../../values/errors.ts';
import { parseBarLength } from '../bar-length-text.ts';
import type { SourceTools } from '../source-definition.ts';
import { createReplaySource } from './replay-source.ts';

/**
 * A folder of recorded API responses.
 *
 * @throws {RequestError} when no folder is given.
 * @example
 * const source = openReplay({ replayDir: 'recorded', replayBar: '5minute' }, tools);
 */
export function openReplay(
  { replayDir, replayBar }: { readonly replayDir?: string | undefined; readonly replayBar?: string | undefined },
  { calendars, clock, onRead }: SourceTools,
): BarSource {
  if (replayDir === undefined)
    throw new RequestError('Source replay needs a folder of recorded API responses: add --replay-dir <folder>.');
  const barMs = replayBar === undefined ? null : parseBarLength(replayBar);
  return createReplaySource({
    folder: replayDir,
    calendars,
    clock,
    onProgress: onRead,
    ...(barMs !== null && { bar: { by: '"replayBar" or --bar', barMs } }),
  });
}
