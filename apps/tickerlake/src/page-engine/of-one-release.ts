import { type PublishedRelease, RequestError } from '@tickerlake/pipeline';
import type { PageEngine } from './page-engine.ts';

/**
 * Work of several statements that all read the release it is given: if another one is published meanwhile, the work is done again.
 *
 * @throws {RequestError} when nothing is published.
 * @example
 * const summary = await ofOneRelease(engine, (release) => toSummary(release));
 */
export async function ofOneRelease<Result>(
  engine: Pick<PageEngine, 'release'>,
  work: (release: PublishedRelease) => Promise<Result>,
): Promise<Result> {
  let release = await engine.release();
  for (;;) {
    if (release === null) throw new RequestError('Nothing is published yet: run "tickerlake run" first.');
    const result = await work(release);
    const after = await engine.release();
    if (after?.id === release.id) return result;
    release = after;
  }
}
